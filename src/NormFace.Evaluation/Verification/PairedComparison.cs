namespace NormFace.Verification;

/// <summary>Compares two models on the same pairs, identities drawn alike for both.</summary>
/// <remarks>
/// What makes a pair hard makes it hard for both models, so the difference of two figures is known far better than either.
/// Two separate intervals that overlap say nothing against a difference.
/// </remarks>
public static class PairedComparison
{
    /// <summary>Differences of figures of scores.</summary>
    /// <param name="first">Pairs scored by the first model, at least one of each kind, no score NaN.</param>
    /// <param name="second">The same pairs in the same order, scored by the second model.</param>
    /// <param name="figures">What to compute of a set of scores, such as <c>Auc.Of</c>. Called from several threads at once.</param>
    /// <param name="options">Settings of the bootstrap; the defaults if null.</param>
    /// <returns>A difference for each figure, in their order. To swap the models negates it and leaves the p-value.</returns>
    /// <exception cref="ArgumentException">The pairs are not of the same identities, or as for <see cref="SubjectBootstrap"/>.</exception>
    public static IReadOnlyList<PairedDifference> Of(
        IReadOnlyList<ScorePair> first,
        IReadOnlyList<ScorePair> second,
        IReadOnlyList<Func<ScoreSet, double>> figures,
        SubjectBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(figures);
        CheckSamePairs(first, second);
        var resolution = ScoreSet.From(first).Resolution;
        _ = ScoreSet.From(second); // checks the scores
        var (firstGroups, secondGroups) = (new TieGroups(first, resolution), new TieGroups(second, resolution));

        return Differences([.. first.Select(pair => (pair.FirstIdentity, pair.SecondIdentity))], figures.Count, options, () =>
        {
            var (firstBuffer, secondBuffer) = (firstGroups.Buffer(), secondGroups.Buffer());
            return (weights, results) =>
            {
                var (one, other) = (firstGroups.Weighted(weights, firstBuffer), secondGroups.Weighted(weights, secondBuffer));
                for (var figure = 0; figure < figures.Count; figure++)
                {
                    Put(results, figure, figures[figure](one), figures[figure](other));
                }
            };
        });
    }

    /// <summary>Differences of figures of weighted pairs.</summary>
    /// <param name="identities">Labels of the two identities of each pair, at least one pair.</param>
    /// <param name="figures">The figure of the first and of the second model, such as shares of correct decisions.</param>
    /// <param name="options">Settings of the bootstrap; the defaults if null.</param>
    /// <returns>A difference for each two figures, in their order.</returns>
    /// <exception cref="ArgumentException">As for <see cref="SubjectBootstrap.WeightedIntervals"/>.</exception>
    public static IReadOnlyList<PairedDifference> OfWeighted(
        IReadOnlyList<(int First, int Second)> identities,
        IReadOnlyList<(WeightedFigure First, WeightedFigure Second)> figures,
        SubjectBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identities);
        ArgumentNullException.ThrowIfNull(figures);
        if (identities.Count == 0)
        {
            throw new ArgumentException("identities must hold at least one pair, but is empty.", nameof(identities));
        }

        return Differences(identities, figures.Count, options, () => (weights, results) =>
        {
            for (var figure = 0; figure < figures.Count; figure++)
            {
                Put(results, figure, figures[figure].First(weights), figures[figure].Second(weights));
            }
        });
    }

    private static PairedDifference[] Differences(
        IReadOnlyList<(int First, int Second)> identities, int count, SubjectBootstrapOptions? options, Func<SubjectReplicates.Reader> reader)
    {
        options ??= new SubjectBootstrapOptions();
        var spreads = SubjectReplicates.Run(new SubjectSample(identities), 3 * count, reader, options, columnsPerFigure: 3);
        return
        [
            .. Enumerable.Range(0, count).Select(figure => new PairedDifference(
                spreads[3 * figure].Value,
                spreads[(3 * figure) + 1].Value,
                spreads[(3 * figure) + 2].Interval(options.Level),
                spreads[(3 * figure) + 2].PValue())),
        ];
    }

    private static void Put(Span<double> results, int figure, double first, double second) =>
        (results[3 * figure], results[(3 * figure) + 1], results[(3 * figure) + 2]) = (first, second, first - second);

    private static void CheckSamePairs(IReadOnlyList<ScorePair> first, IReadOnlyList<ScorePair> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"second must hold the pairs of first ({first.Count}), but holds {second.Count}.", nameof(second));
        }

        for (var pair = 0; pair < first.Count; pair++)
        {
            var (one, other) = (first[pair], second[pair]);
            if (one.FirstIdentity != other.FirstIdentity || one.SecondIdentity != other.SecondIdentity)
            {
                throw new ArgumentException(
                    $"second[{pair}] must be of the identities of first[{pair}] ({one.FirstIdentity}, {one.SecondIdentity}), "
                    + $"but is of ({other.FirstIdentity}, {other.SecondIdentity}).",
                    nameof(second));
            }
        }
    }
}
