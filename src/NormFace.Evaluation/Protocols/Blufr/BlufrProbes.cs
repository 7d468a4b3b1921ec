using NormFace.Scoring;

namespace NormFace.Protocols.Blufr;

/// <summary>
/// How the probes of one trial fared against its gallery: all that open-set identification needs of the scores.
/// </summary>
/// <remarks>
/// The rank of a genuine probe is the place of its best own gallery picture when the gallery is sorted by score. Of
/// equal scores the earlier picture of the gallery comes first, as in the benchmark's own toolkit (<c>OpenSetROC.m</c>,
/// whose sort is stable). So with equal scores, and only then, ranks depend on the order of the gallery.
/// </remarks>
internal sealed class BlufrProbes
{
    private readonly double[] genuine; // score with the best own gallery picture
    private readonly int[] ranks;      // of that picture, from 1
    private readonly double[] impostor; // highest score in the gallery

    private BlufrProbes(IEnumerable<(double Score, int Rank)> probes)
    {
        genuine = [.. probes.Where(probe => probe.Rank > 0).Select(probe => probe.Score)];
        ranks = [.. probes.Where(probe => probe.Rank > 0).Select(probe => probe.Rank)];
        impostor = [.. probes.Where(probe => probe.Rank == 0).Select(probe => probe.Score)];
        if (genuine.Length == 0 || impostor.Length == 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"probes must be of both kinds, but {genuine.Length} are genuine and {impostor.Length} ")
                + "impostors.", nameof(probes));
        }
    }

    /// <summary>Number of genuine probes, whose identity is in the gallery.</summary>
    public int GenuineCount => genuine.Length;

    /// <summary>Number of impostor probes.</summary>
    public int ImpostorCount => impostor.Length;

    /// <summary>Takes scores.</summary>
    /// <param name="scores">
    /// Score of every probe with every gallery picture, all finite, row by row. Shape <c>[P, G]</c>.
    /// </param>
    /// <param name="probeLabels">Label of the identity of each probe. Shape <c>[P]</c>.</param>
    /// <param name="galleryLabels">Label of the identity of each gallery picture. Shape <c>[G]</c>.</param>
    /// <returns>The outcome of each probe.</returns>
    /// <exception cref="ArgumentException">
    /// Lengths do not fit, a score is NaN or infinite, or there are no probes of one kind.
    /// </exception>
    public static BlufrProbes From(
        ReadOnlySpan<float> scores, ReadOnlySpan<int> probeLabels, ReadOnlySpan<int> galleryLabels)
    {
        if (galleryLabels.IsEmpty || scores.Length != (long)probeLabels.Length * galleryLabels.Length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"scores must hold P x G values for {probeLabels.Length} probes and {galleryLabels.Length} gallery ")
                + FormattableString.Invariant($"pictures, but holds {scores.Length}."), nameof(scores));
        }

        foreach (var score in scores)
        {
            if (!float.IsFinite(score))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"scores must be finite, but one is {score}."), nameof(scores));
            }
        }

        var outcomes = new (double, int)[probeLabels.Length];
        for (var probe = 0; probe < outcomes.Length; probe++)
        {
            outcomes[probe] = Outcome(
                scores.Slice(probe * galleryLabels.Length, galleryLabels.Length), probeLabels[probe], galleryLabels);
        }

        return new BlufrProbes(outcomes);
    }

    /// <summary>The detection and identification rate at a false accept rate.</summary>
    /// <param name="far">
    /// Share of impostor probes that may find someone, in [0, 1]; the threshold is that of
    /// <see cref="BlufrThreshold"/>.
    /// </param>
    /// <param name="rank">
    /// A genuine probe counts if its rank is at most this, at least 1, and its score at least the threshold.
    /// </param>
    /// <returns>The point.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public BlufrPoint At(double far, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        var point = BlufrThreshold.At(genuine, impostor, far);
        var found = genuine.Zip(ranks).Count(probe => probe.First >= point.Threshold && probe.Second <= rank);
        return point with { Rate = (double)found / genuine.Length };
    }

    internal static BlufrProbes Scan(ScoreScan scan, int[] probeLabels, int[] galleryLabels)
    {
        var outcomes = new (double, int)[probeLabels.Length];
        scan(() => (probe, scores) => outcomes[probe] = Outcome(scores, probeLabels[probe], galleryLabels));
        return new BlufrProbes(outcomes);
    }

    // Score and rank of a genuine probe; the highest score and rank 0 of an impostor.
    private static (double Score, int Rank) Outcome(
        ReadOnlySpan<float> scores, int label, ReadOnlySpan<int> galleryLabels)
    {
        var own = -1;
        var top = scores[0];
        for (var place = 0; place < scores.Length; place++)
        {
            top = Math.Max(top, scores[place]);
            if (galleryLabels[place] == label && (own < 0 || scores[place] > scores[own]))
            {
                own = place;
            }
        }

        if (own < 0)
        {
            return (top, 0);
        }

        var rank = 1;
        for (var place = 0; place < scores.Length; place++)
        {
            rank += scores[place] > scores[own] || (scores[place] == scores[own] && place < own) ? 1 : 0;
        }

        return (scores[own], rank);
    }
}
