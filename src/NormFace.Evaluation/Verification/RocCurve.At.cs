namespace NormFace.Verification;

public static partial class RocCurve
{
    /// <summary>The most lenient operating point whose FAR does not exceed the wanted one.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="far">Wanted false accept rate: 0, or from <see cref="ScoreSet.Resolution"/> to 1.</param>
    /// <returns>
    /// The point, whose own FAR is at most <paramref name="far"/>: nothing is interpolated, since no threshold could
    /// keep the promise. With 0 it is the TAR without a single false accept.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="far"/> is NaN, outside [0, 1], or above 0 and finer than the impostor pairs can show.
    /// </exception>
    public static OperatingPoint At(ScoreSet scores, double far)
    {
        ArgumentNullException.ThrowIfNull(scores);
        CheckFar(far, scores.Resolution, scores.ImpostorCount);
        long falseAccepts = 0, trueAccepts = 0;
        var threshold = double.PositiveInfinity;
        foreach (var group in scores.Span)
        {
            if ((double)(falseAccepts + group.ImpostorCount) / scores.ImpostorCount > far)
            {
                break;
            }

            falseAccepts += group.ImpostorCount;
            trueAccepts += group.GenuineCount;
            threshold = group.Score;
        }

        return new OperatingPoint(
            threshold, (double)falseAccepts / scores.ImpostorCount, (double)trueAccepts / scores.GenuineCount);
    }

    /// <summary>
    /// How many of a number may be accepted at most, their share not exceeding a rate, divided as the figures divide.
    /// </summary>
    internal static long MostAccepted(double rate, long total)
    {
        var count = (long)Math.Min(total, Math.Floor(rate * total));
        while (count < total && (double)(count + 1) / total <= rate)
        {
            count++;
        }

        while (count > 0 && (double)count / total > rate)
        {
            count--;
        }

        return count;
    }

    /// <summary>Refuses a rate that is none, or finer than impostor pairs can show.</summary>
    internal static void CheckFar(double far, double resolution, long impostorCount)
    {
        if (!(far >= 0 && far <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(far), far, FormattableString.Invariant($"far must lie in [0, 1], but was {far}."));
        }

        if (far > 0 && far < resolution)
        {
            throw new ArgumentOutOfRangeException(
                nameof(far), far,
                FormattableString.Invariant(
                    $"far must be 0 or at least {resolution:G3}, which {impostorCount} impostor pairs can show, but ")
                    + FormattableString.Invariant($"was {far:G3}. ")
                + "Take more impostor pairs, or ask for a larger rate.");
        }
    }
}
