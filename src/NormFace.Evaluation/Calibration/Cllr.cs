using NormFace.Models;
using NormFace.Verification;

namespace NormFace.Calibration;

/// <summary>
/// The cost of log-likelihood ratios: how much information they lose, averaged over all odds and costs.
/// </summary>
/// <remarks>
/// <para>
/// <c>Cllr = ½ · (mean over genuine of log₂(1 + e^(−l)) + mean over impostor of log₂(1 + e^l))</c>, in bits. 0 is
/// perfect, 1 is what ratios of one give that tell nothing, and more than 1 misleads.
/// </para>
/// <para>
/// Counted on the pairs the ratios were fitted on it flatters them, a little. Source: Brümmer, du Preez,
/// "Application-independent evaluation of speaker detection", Computer Speech and Language 20 (2006), equation 13.
/// </para>
/// </remarks>
internal static class Cllr
{
    /// <summary>Cost of ratios.</summary>
    /// <param name="ratios">Logarithms of likelihood ratios in nats, as scores; infinite ones are allowed.</param>
    /// <returns>The cost in bits, at least 0; infinity where an infinite ratio is wrong.</returns>
    public static double Of(ScoreSet ratios) => Of(ratios, new LogLikelihoodRatio(Slope: 1, Offset: 0));

    /// <summary>Cost of the ratios of scores.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="calibration">What turns them into ratios.</param>
    /// <returns>The cost in bits, at least 0.</returns>
    /// <exception cref="ArgumentException">The ratio of a score is NaN.</exception>
    public static double Of(ScoreSet scores, LogLikelihoodRatio calibration)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double genuine = 0, impostor = 0;
        foreach (var group in scores.Groups)
        {
            var ratio = calibration.Of(group.Score);
            if (double.IsNaN(ratio))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"calibration must give a number for every score, but slope {calibration.Slope} and offset ")
                    + FormattableString.Invariant($"{calibration.Offset} give NaN at {group.Score}."));
            }

            genuine += Cost(group.GenuineCount, -ratio);
            impostor += Cost(group.ImpostorCount, ratio);
        }

        return ((genuine / scores.GenuineCount) + (impostor / scores.ImpostorCount)) / 2;
    }

    /// <summary>The least cost that any ratios could have which never fall as the score rises.</summary>
    /// <param name="scores">The scores; only their order matters, to the last bit.</param>
    /// <returns>
    /// The cost in bits, in [0, 1]. What <see cref="Of(ScoreSet, LogLikelihoodRatio)"/> has above it is lost by
    /// calibration.
    /// </returns>
    /// <remarks>
    /// Ratios are those of the pooled adjacent violators, compared in whole numbers. Source: as for <see cref="Cllr"/>,
    /// section 5.
    /// </remarks>
    public static double Minimum(ScoreSet scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var sum = 0.0;
        foreach (var (genuineCount, impostorCount) in PooledScores.Of(scores))
        {
            var (genuine, impostor) = (
                (double)genuineCount / scores.GenuineCount, (double)impostorCount / scores.ImpostorCount);
            sum += genuineCount == 0 ? 0 : genuine * Math.Log2(1 + (impostor / genuine));
            sum += impostorCount == 0 ? 0 : impostor * Math.Log2(1 + (genuine / impostor));
        }

        return Math.Min(1, sum / 2); // rounding may lift what tells nothing above 1
    }

    // Nothing of an infinite cost is nothing.
    private static double Cost(long count, double ratio) => count == 0 ? 0 : count * (Softplus.Of(ratio) / Math.Log(2));
}
