using NormFace.Verification;

namespace NormFace.Protocols.Blufr;

/// <summary>The threshold that the benchmark's own rule chooses for a false accept rate.</summary>
/// <remarks>
/// <para>
/// Of N impostors, <c>k = round(FAR · N)</c> may be accepted, a half rounded up. The threshold is the k-th highest
/// impostor score. With <c>k = 0</c> it lies midway between the highest impostor and the lowest genuine score above it,
/// or <c>√ε</c> above the highest impostor where no genuine score is; with <c>k = N</c> it lies <c>√ε</c> below the
/// lowest of all scores. <c>ε = 2⁻⁵²</c>.
/// </para>
/// <para>
/// Unlike <see cref="RocCurve.At"/> the rule can accept more impostors than the rate allows, since it rounds and since
/// impostors may share the threshold. Figures of the benchmark are only comparable with each other. Source: Liao, Lei,
/// Yi, Li, "A benchmark study of large-scale unconstrained face recognition", IJCB 2014, and its toolkit 1.0,
/// <c>EvalROC.m</c> and <c>OpenSetROC.m</c>.
/// </para>
/// </remarks>
internal static class BlufrThreshold
{
    private const double RootOfEpsilon = 1.0 / (1 << 26);

    /// <summary>The threshold and the verification rate at a false accept rate.</summary>
    /// <param name="genuine">Scores of genuine pairs; at least one, all finite.</param>
    /// <param name="impostor">Scores of impostor pairs; at least one, all finite.</param>
    /// <param name="far">False accept rate, in [0, 1].</param>
    /// <returns>The point.</returns>
    /// <exception cref="ArgumentException">A kind is empty or holds a NaN or an infinity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="far"/> is NaN or outside [0, 1].</exception>
    public static BlufrPoint At(ReadOnlySpan<double> genuine, ReadOnlySpan<double> impostor, double far)
    {
        Check(genuine, nameof(genuine));
        Check(impostor, nameof(impostor));
        var sorted = impostor.ToArray();
        Array.Sort(sorted);
        Array.Reverse(sorted);
        var falseAlarms = FalseAlarms(far, sorted.Length);
        var threshold = Of(falseAlarms, sorted.Length, genuine, rank => sorted[rank - 1]);
        return new BlufrPoint(far, threshold, falseAlarms, Share(sorted, threshold), Share(genuine, threshold));
    }

    /// <summary>Impostors that a rate allows: <c>round(far · impostorCount)</c>, a half rounded up.</summary>
    /// <param name="far">False accept rate, in [0, 1].</param>
    /// <param name="impostorCount">Number of impostors, at least 1.</param>
    /// <returns>The number, from 0 to <paramref name="impostorCount"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static long FalseAlarms(double far, long impostorCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(impostorCount, 1);
        return far >= 0 && far <= 1
            ? (long)Math.Round(far * impostorCount, MidpointRounding.AwayFromZero)
            : throw new ArgumentOutOfRangeException(
                nameof(far), far, FormattableString.Invariant($"far must lie in [0, 1], but was {far}."));
    }

    /// <summary>The rule, for impostors that are known by rank only, 1 for the highest.</summary>
    internal static double Of(
        long falseAlarms, long impostorCount, ReadOnlySpan<double> genuine, Func<long, double> impostorAt)
    {
        if (falseAlarms > 0 && falseAlarms < impostorCount)
        {
            return impostorAt(falseAlarms);
        }

        var (lowest, lowestAbove) = (double.PositiveInfinity, double.PositiveInfinity);
        var top = impostorAt(1);
        foreach (var score in genuine)
        {
            lowest = Math.Min(lowest, score);
            lowestAbove = score > top ? Math.Min(lowestAbove, score) : lowestAbove;
        }

        return falseAlarms > 0 ? Math.Min(lowest, impostorAt(impostorCount)) - RootOfEpsilon
            : double.IsFinite(lowestAbove) ? (top + lowestAbove) / 2
            : top + RootOfEpsilon;
    }

    internal static double Share(ReadOnlySpan<double> scores, double threshold)
    {
        var accepted = 0;
        foreach (var score in scores)
        {
            accepted += score >= threshold ? 1 : 0;
        }

        return (double)accepted / scores.Length;
    }

    private static void Check(ReadOnlySpan<double> scores, string name)
    {
        if (scores.IsEmpty)
        {
            throw new ArgumentException($"{name} must hold at least one score, but is empty.", name);
        }

        for (var index = 0; index < scores.Length; index++)
        {
            if (!double.IsFinite(scores[index]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"{name}[{index}] must be finite, but was {scores[index]}."), name);
            }
        }
    }
}
