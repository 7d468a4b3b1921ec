namespace NormFace.Identification;

/// <summary>Which false positive rates searches can show.</summary>
internal static class FalsePositiveRate
{
    /// <summary>Refuses a rate that is none, or finer than what is counted can show.</summary>
    public static void Check(double rate, long total, string what)
    {
        if (!(rate >= 0 && rate <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(rate),
                rate,
                FormattableString.Invariant($"A false positive rate must lie in [0, 1], but was {rate}."));
        }

        if (rate > 0 && !CanShow(rate, total))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, FormattableString.Invariant(
                $"A false positive rate must be 0 or at least {1.0 / total:G3}, which {total} {what} can show, but ")
                + FormattableString.Invariant($"was {rate:G3}. Take more probes, or ask for a larger rate."));
        }
    }

    public static bool CanShow(double rate, long total) => 1.0 / total <= rate;
}
