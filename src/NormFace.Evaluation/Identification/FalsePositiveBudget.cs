namespace NormFace.Identification;

/// <summary>How many false positives a wanted rate allows.</summary>
internal static class FalsePositiveBudget
{
    /// <summary>The largest count whose share of <paramref name="total"/> does not exceed <paramref name="rate"/>, as the figures compute shares.</summary>
    public static long Of(double rate, long total)
    {
        var count = (long)Math.Floor(rate * total);
        while ((double)(count + 1) / total <= rate)
        {
            count++;
        }

        while ((double)count / total > rate)
        {
            count--;
        }

        return count;
    }

    /// <summary>Refuses a rate that is none, or finer than what is counted can show.</summary>
    public static void Check(double rate, long total, string what)
    {
        if (!(rate >= 0 && rate <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, FormattableString.Invariant($"A false positive rate must lie in [0, 1], but was {rate}."));
        }

        if (rate > 0 && !CanShow(rate, total))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, FormattableString.Invariant(
                $"A false positive rate must be 0 or at least {1.0 / total:G3}, which {total} {what} can show, but was {rate:G3}. Take more probes, or ask for a larger rate."));
        }
    }

    public static bool CanShow(double rate, long total) => 1.0 / total <= rate;
}
