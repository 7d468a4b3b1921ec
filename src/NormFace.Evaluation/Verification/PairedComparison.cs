namespace NormFace.Verification;

/// <summary>Compares two models on the same pairs, identities drawn alike for both.</summary>
/// <remarks>
/// What makes a pair hard makes it hard for both models, so the difference of two figures is known far better than
/// either. Two separate intervals that overlap say nothing against a difference.
/// </remarks>
internal static class PairedComparison
{
    /// <summary>Differences of figures of scores.</summary>
    /// <param name="first">Pairs scored by the first model, at least one of each kind, no score NaN.</param>
    /// <param name="second">The same pairs in the same order, scored by the second model.</param>
    /// <param name="figures">
    /// What to compute of a set of scores, such as <c>RocCurve.Auc</c>. Called from several threads at once.
    /// </param>
    /// <param name="options">Settings of the bootstrap; the defaults if null.</param>
    /// <returns>
    /// A difference for each figure, in their order. To swap the models negates it and leaves the p-value.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The pairs are not of the same identities, or as for <see cref="SubjectBootstrap"/>.
    /// </exception>
    public static IReadOnlyList<PairedDifference> Of(
        IReadOnlyList<ScorePair> first,
        IReadOnlyList<ScorePair> second,
        IReadOnlyList<Func<ScoreSet, double>> figures,
        SubjectBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(figures);
        return Of(new SortedPairs(first), new SortedPairs(second), figures, options);
    }

    /// <summary>The same of pairs that are sorted.</summary>
    internal static IReadOnlyList<PairedDifference> Of(
        SortedPairs first, SortedPairs second, IReadOnlyList<Func<ScoreSet, double>> figures,
        SubjectBootstrapOptions? options)
    {
        var places = SamePairs(first, second);
        return Differences(first.Identities, figures.Count, options, () =>
        {
            var (firstBuffer, secondBuffer) = (first.Buffer(), second.Buffer());
            var moved = new int[places.Length];
            return (weights, results) =>
            {
                for (var pair = 0; pair < moved.Length; pair++)
                {
                    moved[pair] = weights[places[pair]];
                }

                var (one, other) = (first.Weighted(weights, firstBuffer), second.Weighted(moved, secondBuffer));
                for (var figure = 0; figure < figures.Count; figure++)
                {
                    Put(results, figure, figures[figure](one), figures[figure](other));
                }
            };
        });
    }

    /// <summary>Differences of figures of weighted pairs.</summary>
    /// <param name="identities">Labels of the two identities of each pair, at least one pair.</param>
    /// <param name="figures">
    /// The figure of the first and of the second model, such as shares of correct decisions.
    /// </param>
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
        IReadOnlyList<(int First, int Second)> identities,
        int count,
        SubjectBootstrapOptions? options,
        Func<SubjectReplicates.Reader> reader)
    {
        options ??= new SubjectBootstrapOptions();
        var spreads = SubjectReplicates.Run(
            new SubjectSample(identities), 3 * count, reader, options, columnsPerFigure: 3);
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

    // Where each sorted pair of the second model is among those of the first.
    private static int[] SamePairs(SortedPairs first, SortedPairs second)
    {
        if (first.Pairs.Length != second.Pairs.Length)
        {
            throw new ArgumentException(
                $"second must hold the pairs of first ({first.Pairs.Length}), but holds "
                    + $"{second.Pairs.Length}.", nameof(second));
        }

        var places = new int[first.Pairs.Length]; // of each pair as given, among those of the first
        for (var place = 0; place < places.Length; place++)
        {
            places[first.Order[place]] = place;
        }

        int[] found = Array.ConvertAll(second.Order, pair => places[pair]);
        for (var place = 0; place < found.Length; place++)
        {
            var (one, other) = (first.Pairs[found[place]], second.Pairs[place]);
            if (one.FirstIdentity != other.FirstIdentity || one.SecondIdentity != other.SecondIdentity)
            {
                var pair = second.Order[place];
                throw new ArgumentException(
                    $"second[{pair}] must be of the identities of first[{pair}] ({one.FirstIdentity}, "
                        + $"{one.SecondIdentity}), "
                    + $"but is of ({other.FirstIdentity}, {other.SecondIdentity}).",
                    nameof(second));
            }
        }

        return found;
    }
}
