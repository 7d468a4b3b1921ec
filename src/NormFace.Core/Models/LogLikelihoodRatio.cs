namespace NormFace.Models;

/// <summary>How a score becomes a logarithm of a likelihood ratio: <c>slope · score + offset</c>.</summary>
/// <remarks>
/// A value of 2 means: such a score is <c>e² = 7.4</c> times as likely for a genuine pair as for an impostor pair. To
/// accept at 0 or more is best where both kinds and both errors weigh the same; for other odds and costs, see
/// <see cref="ThresholdFor"/>.
/// The straight line is exact for two normal distributions of equal spread.
/// Source: Brümmer, du Preez, "Application-independent evaluation of speaker detection", Computer Speech and Language
/// 20 (2006).
/// </remarks>
/// <param name="Slope">Nats for one unit of score; above 0 for scores that are larger for genuine pairs.</param>
/// <param name="Offset">Nats at score 0.</param>
public readonly record struct LogLikelihoodRatio(double Slope, double Offset)
{
    /// <summary>The ratio of a score.</summary>
    /// <param name="score">The score; NaN gives NaN.</param>
    /// <returns>Logarithm of the likelihood ratio, in nats.</returns>
    public double Of(double score) => (Slope * score) + Offset;

    /// <summary>The score from which it is worth accepting.</summary>
    /// <param name="prior">Share of genuine pairs, in (0, 1).</param>
    /// <param name="falseAcceptCost">Cost of a false accept relative to a false reject; above 0.</param>
    /// <returns>The score at which both decisions have the same expected cost.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The slope is not above 0.</exception>
    public double ThresholdFor(double prior, double falseAcceptCost = 1)
    {
        if (!(prior > 0 && prior < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(prior), prior, FormattableString.Invariant($"prior must lie in (0, 1), but was {prior}."));
        }

        if (!(falseAcceptCost > 0 && double.IsFinite(falseAcceptCost)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(falseAcceptCost),
                falseAcceptCost,
                FormattableString.Invariant($"falseAcceptCost must be finite and above 0, but was {falseAcceptCost}."));
        }

        return Slope > 0
            ? (Math.Log(falseAcceptCost * (1 - prior) / prior) - Offset) / Slope
            : throw new InvalidOperationException(
                FormattableString.Invariant($"Slope must be above 0 for a threshold, but is {Slope}."));
    }
}
