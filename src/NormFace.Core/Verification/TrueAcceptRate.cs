namespace NormFace.Verification;

/// <summary>The true accept rate that a wanted false accept rate leaves.</summary>
public static class TrueAcceptRate
{
    /// <summary>The most lenient operating point whose FAR does not exceed the wanted one.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="far">Wanted false accept rate: 0, or from <see cref="ScoreSet.Resolution"/> to 1.</param>
    /// <returns>
    /// The point, whose own FAR is at most <paramref name="far"/>: nothing is interpolated, since no threshold could keep
    /// the promise. With 0 it is the TAR without a single false accept.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="far"/> is NaN, outside [0, 1], or above 0 and finer than the impostor pairs can show.
    /// </exception>
    public static OperatingPoint At(ScoreSet scores, double far)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!(far >= 0 && far <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(far), far, FormattableString.Invariant($"far must lie in [0, 1], but was {far}."));
        }

        if (far > 0 && far < scores.Resolution)
        {
            throw new ArgumentOutOfRangeException(
                nameof(far), far,
                FormattableString.Invariant(
                    $"far must be 0 or at least {scores.Resolution:G3}, which {scores.ImpostorCount} impostor pairs can show, but was {far:G3}. ")
                + "Take more impostor pairs, or ask for a larger rate.");
        }

        return RocCurve.Of(scores).TakeWhile(point => point.Far <= far).Last();
    }
}
