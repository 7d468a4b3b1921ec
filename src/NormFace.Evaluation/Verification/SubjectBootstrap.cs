namespace NormFace.Verification;

/// <summary>Confidence intervals of verification figures by drawing identities, not pairs, with replacement.</summary>
/// <remarks>
/// <para>
/// Pairs that share a person are not independent: a thousand pairs of ten people tell about ten people. Drawing pairs
/// would give intervals far too narrow. Here an identity drawn <c>k</c> times counts <c>k</c> times in its genuine
/// pairs and <c>k·l</c> times in its impostor pairs with one drawn <c>l</c> times. The ends are percentiles of the
/// replicates.
/// </para>
/// <para>
/// Which percentiles: two known faults of the plain ones are mended. The weight <c>k·l</c> exaggerates what is
/// particular to two people together threefold, so lists whose impostor pairs hardly share anybody would get intervals
/// up to 1.7 times too wide; that part is measured by replicates that draw the pairs of people on their own, and most
/// of the excess taken off. And few identities give intervals too narrow: the percentiles are those of Student's
/// distribution with <c>K − 1</c> degrees, with the variance times <c>K (K − 1) / (K − 2)²</c>, as for an average over
/// pairs of <c>K</c> identities, where <c>K</c> counts the identities of that kind of pairs that has fewer. An end
/// never lies on the wrong side of the figure.
/// </para>
/// <para>
/// In simulations with effects of people, intervals of level 0.95 held the truth of EER, of TAR at a FAR of 0.1 and of
/// the accuracy 93.6 to 96.7 times in a hundred with 50 to 100 identities, from all pairs of them to pairs that hardly
/// share anybody, and 91.6 to 93.9 times with 24 identities; drawing pairs held it as seldom as 45 times
/// (SubjectCoverageTests).
/// </para>
/// <para>
/// A rate at a wanted FAR that only a handful of impostor pairs can show has no honest interval: have ten false accepts
/// or more at it.
/// </para>
/// <para>
/// Source: Bolle, Ratha, Pankanti, "Error analysis of pattern recognition systems: the subsets bootstrap", CVIU 93
/// (2004); the threefold part: Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1 (2007); percentiles
/// widened for small samples: Hesterberg, "What teachers should know about the bootstrap", The American Statistician 69
/// (2015).
/// </para>
/// </remarks>
public static class SubjectBootstrap
{
    /// <summary>Intervals of several figures, all from the same replicates.</summary>
    /// <param name="pairs">Scored pairs with their identities, at least one of each kind, no score NaN.</param>
    /// <param name="figures">
    /// What to compute of a set of scores, such as <c>RocCurve.Auc</c>; must not give NaN. Called from several threads
    /// at once.
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>An interval for each figure, in their order.</returns>
    /// <remarks>A replicate in which a kind of pair is missing is drawn again. Time: pairs times replicates.</remarks>
    /// <exception cref="ArgumentException">
    /// Pairs are missing or NaN, an option is outside its range, a figure is NaN, or so few identities have genuine
    /// pairs that replicates without any keep being drawn.
    /// </exception>
    public static IReadOnlyList<ConfidenceInterval> Intervals(
        IReadOnlyCollection<ScorePair> pairs, IReadOnlyList<Func<ScoreSet, double>> figures,
        SubjectBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return Intervals(new SortedPairs(pairs), figures, options);
    }

    /// <summary>The same of pairs that are sorted.</summary>
    internal static IReadOnlyList<ConfidenceInterval> Intervals(
        SortedPairs pairs, IReadOnlyList<Func<ScoreSet, double>> figures, SubjectBootstrapOptions? options)
    {
        options ??= new SubjectBootstrapOptions();
        var spreads = SubjectReplicates.Run(new SubjectSample(pairs.Identities), figures.Count, () =>
        {
            var buffer = pairs.Buffer();
            return (weights, results) =>
            {
                var scores = pairs.Weighted(weights, buffer);
                for (var figure = 0; figure < results.Length; figure++)
                {
                    results[figure] = figures[figure](scores);
                }
            };
        }, options);

        return [.. spreads.Select(spread => spread.Interval(options.Level))];
    }

    /// <summary>
    /// Intervals of figures that are not functions of the scores alone, such as the ten-fold accuracy of LFW.
    /// </summary>
    /// <param name="identities">
    /// Labels of the two identities of each pair; equal for a genuine pair. One kind of pair is enough.
    /// </param>
    /// <param name="figures">
    /// What to compute of pairs that weigh more or less often: given how often each pair counts, at least 0, in their
    /// order; ones give the figure itself. Must not be NaN. Called from several threads at once; what it is given is
    /// valid during the call only.
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>An interval for each figure, in their order.</returns>
    /// <remarks>
    /// A replicate in which a kind of pair that was given is missing is drawn again. Time: pairs times replicates.
    /// </remarks>
    /// <exception cref="ArgumentException">As for intervals of scores.</exception>
    public static IReadOnlyList<ConfidenceInterval> WeightedIntervals(
        IReadOnlyList<(int First, int Second)> identities,
        IReadOnlyList<WeightedFigure> figures,
        SubjectBootstrapOptions? options = null)
    {
        options ??= new SubjectBootstrapOptions();
        return [.. WeightedSpreads(identities, figures, options).Select(spread => spread.Interval(options.Level))];
    }

    /// <summary>
    /// The share of pairs of which something holds, on replicates; equal identities, in any order, are drawn alike.
    /// </summary>
    /// <param name="identities">As for <see cref="WeightedIntervals"/>.</param>
    /// <param name="holds">Whether it holds of each pair, such as whether it was decided correctly.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The share on each replicate, in the order in which they were drawn.</returns>
    /// <exception cref="ArgumentException">As for intervals of scores.</exception>
    public static IReadOnlyList<double> ShareReplicates(
        IReadOnlyList<(int First, int Second)> identities,
        IReadOnlyList<bool> holds,
        SubjectBootstrapOptions? options = null) =>
        WeightedSpreads(identities, [WeightedShare.Of(holds)], options ?? new SubjectBootstrapOptions())[0].Replicates;

    /// <summary>What replicates of a figure that were drawn elsewhere tell.</summary>
    /// <param name="value">The figure itself.</param>
    /// <param name="replicates">The figure on replicates of identities, or of groups of them, at least one.</param>
    /// <param name="count">Number of identities, or of groups, that were drawn from.</param>
    /// <param name="level">Level of the interval, in (0, 1).</param>
    /// <returns>
    /// The interval; how rare a figure so far from 0 would be if 0 were the truth, two-sided; and the smallest such
    /// number that so many replicates can show.
    /// </returns>
    public static (ConfidenceInterval Interval, double PValue, double LeastPValue) OfReplicates(
        double value, double[] replicates, int count, double level = 0.95)
    {
        var spread = new ReplicateSpread(value, replicates, couples: [], count);
        return (spread.Interval(level), spread.PValue(), spread.LeastPValue);
    }

    /// <summary>Replicates of figures of weighted pairs; equal identities, in any order, are drawn alike.</summary>
    /// <param name="identities">As for <see cref="WeightedIntervals"/>.</param>
    /// <param name="figures">As for <see cref="WeightedIntervals"/>.</param>
    /// <param name="options">Settings.</param>
    /// <returns>The replicates of each figure, in their order.</returns>
    /// <exception cref="ArgumentException">As for intervals of scores.</exception>
    internal static IReadOnlyList<ReplicateSpread> WeightedSpreads(
        IReadOnlyList<(int First, int Second)> identities,
        IReadOnlyList<WeightedFigure> figures,
        SubjectBootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(identities);
        ArgumentNullException.ThrowIfNull(figures);
        if (identities.Count == 0)
        {
            throw new ArgumentException("identities must hold at least one pair, but is empty.", nameof(identities));
        }

        return SubjectReplicates.Run(new SubjectSample(identities), figures.Count, () => (weights, results) =>
        {
            for (var figure = 0; figure < results.Length; figure++)
            {
                results[figure] = figures[figure](weights);
            }
        }, options);
    }
}
