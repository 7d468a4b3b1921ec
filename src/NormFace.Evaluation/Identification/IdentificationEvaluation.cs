using NormFace.Embeddings;
using NormFace.Scoring;
using NormFace.Verification;

namespace NormFace.Identification;

/// <summary>Closed-set and open-set identification: who is it, and is it anyone at all?</summary>
/// <remarks>
/// <para>
/// A false positive rate is never exceeded, and one finer than the searches can show is refused. Intervals come from
/// <see cref="SubjectBootstrap"/> over the identities of the probes, the gallery held. Per search the threshold is
/// found anew in every replicate; of the other definitions it is held.
/// </para>
/// <para>
/// Scores are gone through twice and not kept, so memory does not grow with their number.
/// </para>
/// </remarks>
public static class IdentificationEvaluation
{
    private const int LongestCurve = 100;

    private static readonly double[] UsualRates = [0.001, 0.01, 0.1];

    /// <summary>Evaluates embeddings by the cosine.</summary>
    /// <param name="set">The embeddings.</param>
    /// <param name="trial">Who is enrolled and who searches.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">
    /// No probe is of an enrolled identity, all rows show one identity, or a row shows none.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is outside its range, or a rate finer than the searches can show.
    /// </exception>
    public static IdentificationResult Of(
        EmbeddingSet set, IdentificationTrial trial, IdentificationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(trial);
        int[] all = [.. trial.Gallery, .. trial.Probes];
        RowIdentities.Require(set, all);
        if (all.All(row => set.Labels[row] == set.Labels[all[0]]))
        {
            throw new InvalidDataException(
                $"Identification needs two identities at least, but all {all.Length} rows of the trial show "
                + $"'{set.Identities.IdentityOf(set.Labels[all[0]])}'. "
                + "The identity of a row is the first folder of its name.");
        }

        int[] gallery = [.. trial.Gallery.OrderBy(row => set.Labels[row])];
        return Run(
            CosineScan.Between(set, [.. trial.Probes], gallery),
            [.. trial.Probes.Select(row => set.Labels[row])],
            [.. gallery.Select(row => set.Labels[row])],
            trial.Origin,
            options ?? new IdentificationOptions());
    }

    /// <summary>Evaluates scores.</summary>
    /// <param name="scores">
    /// Score of every probe with every gallery row, none NaN, row by row. Shape <c>[P, G]</c>.
    /// </param>
    /// <param name="probeLabels">Label of the identity of each probe. Shape <c>[P]</c>.</param>
    /// <param name="galleryLabels">Label of the identity of each gallery row, in any order. Shape <c>[G]</c>.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit, or a score is NaN.</exception>
    /// <exception cref="InvalidDataException">No probe is of an enrolled identity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is outside its range, or a rate finer than the searches can show.
    /// </exception>
    public static IdentificationResult Of(
        ReadOnlySpan<float> scores, IReadOnlyList<int> probeLabels, IReadOnlyList<int> galleryLabels,
        IdentificationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(probeLabels);
        ArgumentNullException.ThrowIfNull(galleryLabels);
        if (scores.IsEmpty || scores.Length != (long)probeLabels.Count * galleryLabels.Count)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"scores must hold P x G values for {probeLabels.Count} probes and {galleryLabels.Count} gallery ")
                + FormattableString.Invariant($"rows, but holds {scores.Length}."), nameof(scores));
        }

        var wrong = scores.IndexOf(float.NaN);
        if (wrong >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"scores must be numbers, but that of probe {wrong / galleryLabels.Count} with gallery row ")
                + FormattableString.Invariant($"{wrong % galleryLabels.Count} is NaN."), nameof(scores));
        }

        int[] columns = [.. Enumerable.Range(0, galleryLabels.Count).OrderBy(column => galleryLabels[column])];
        var ordered = new float[scores.Length];
        for (var index = 0; index < ordered.Length; index++)
        {
            ordered[index] = scores[(index / columns.Length * columns.Length) + columns[index % columns.Length]];
        }

        return Run(
            Scan,
            probeLabels,
            [.. columns.Select(column => galleryLabels[column])],
            "scores",
            options ?? new IdentificationOptions());

        void Scan(Func<ScoreVisitor> newWorker)
        {
            var visit = newWorker();
            for (var probe = 0; probe < probeLabels.Count; probe++)
            {
                visit(probe, ordered.AsSpan(probe * columns.Length, columns.Length));
            }
        }
    }

    private static IdentificationResult Run(
        ScoreScan scan, IReadOnlyList<int> probeLabels, IReadOnlyList<int> galleryLabels, string origin,
        IdentificationOptions options)
    {
        options.Check();
        var searches = new GallerySearches(scan, probeLabels, galleryLabels);
        if (searches.MatedCount == 0)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"Identification needs a probe whose identity is enrolled, but none of {probeLabels.Count} is of ")
                + FormattableString.Invariant($"the {searches.IdentityCount} identities of the gallery."));
        }

        var isMated = searches.Ranks.Select(rank => rank > 0).ToArray();
        var curve = new double[Math.Min(searches.IdentityCount, LongestCurve)];
        for (var rank = 1; rank <= curve.Length; rank++)
        {
            curve[rank - 1] = (double)searches.Ranks.Count(found => found > 0 && found <= rank) / searches.MatedCount;
        }

        var points = OpenSetPoints.Of(searches, options, UsualRates);
        (int, int)[] identities = [.. probeLabels.Select(label => (label, label))];
        var spreads = SubjectBootstrap.WeightedSpreads(
            identities,
            [
                .. options.Ranks.Select(
                    rank => Share(searches.Ranks.Select(found => found > 0 && found <= rank), isMated)),
                .. points.Select(point =>
                    point.Figure
                        ?? Share(
                            searches.Ranks.Zip(searches.Scores, (rank, score) => rank > 0 && score > point.Refused),
                            isMated)),
            ],
            options.Bootstrap);

        return new IdentificationResult(
            origin,
            galleryLabels.Count,
            searches.IdentityCount,
            searches.MatedCount,
            searches.NonMatedCount,
            curve,
            [.. options.Ranks.Select((rank, place) => (rank, spreads[place].Interval(options.Bootstrap.Level)))],
            [.. points.Select(
                (point, place) => point.Rate(spreads[options.Ranks.Count + place].Interval(options.Bootstrap.Level)))],
            FirstRank(searches))
        {
            Replicates = [.. spreads.Select(spread => spread.Replicates)],
        };
    }

    // Weights that leave no mated probe count as ones.
    private static WeightedFigure Share(IEnumerable<bool> holds, bool[] counts)
    {
        bool[] held = [.. holds];
        var figure = WeightedShare.Of(held, counts);
        var value = (double)held.Count(isHeld => isHeld) / counts.Count(isCounted => isCounted);
        return weights => figure(weights) is var share && double.IsNaN(share) ? value : share;
    }

    private static ScoreSet? FirstRank(GallerySearches searches)
    {
        if (searches.NonMatedCount == 0)
        {
            return null;
        }

        var probes = searches.Ranks.Zip(searches.Scores, (rank, score) => (Rank: rank, Score: (double)score)).ToArray();
        return new ScoreSet(
            probes.Where(probe => probe.Rank > 0)
                .Select(probe => probe.Rank == 1 ? probe.Score : double.NegativeInfinity)
                .ToArray(),
            probes.Where(probe => probe.Rank == 0).Select(probe => probe.Score).ToArray());
    }
}
