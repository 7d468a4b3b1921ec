using MathNet.Numerics;
using NormFace.Theory;

namespace NormFace.Verification;

/// <summary>Exact confidence interval of a share that was counted in independent trials.</summary>
/// <remarks>
/// <para>
/// It applies to independent pairs only: no person may appear in two of them, as in a list drawn for that purpose.
/// Pairs that share people tell less than their number, and the interval would be far too narrow; use
/// <see cref="SubjectBootstrap"/>.
/// </para>
/// <para>
/// The interval holds the true share at least as often as its level says, whatever the share; with few trials, more
/// often. Source: Clopper, Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
/// Biometrika 26 (1934).
/// </para>
/// </remarks>
internal static class ExactBinomial
{
    /// <summary>Interval of a share.</summary>
    /// <param name="successes">How often it happened, in [0, <paramref name="trials"/>].</param>
    /// <param name="trials">How often it could have happened, at least 1.</param>
    /// <param name="level">How often such intervals are to hold the true share, in (0, 1).</param>
    /// <returns>
    /// The share counted, with its ends in [0, 1]. Without any success the lower end is 0, without any failure the
    /// upper end is 1, and the other end is a closed form: no success in n trials gives about 3.7 / n at a level of
    /// 0.95.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ConfidenceInterval Interval(long successes, long trials, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(
                nameof(successes), successes, FormattableString.Invariant(
                    $"successes must lie in [0, {trials}], but was {successes}."));
        }

        ConfidenceLevel.Check(level);
        var tail = (1 - level) / 2;
        return new ConfidenceInterval(
            (double)successes / trials, Low(successes, trials, tail), High(successes, trials, tail), level);
    }

    // The largest share under which so many successes or more are as rare as the tail.
    private static double Low(long successes, long trials, double tail) =>
        successes == 0 ? 0
        : successes == trials ? Math.Exp(Math.Log(tail) / trials)
        : Solve(share => SpecialFunctions.BetaRegularized(successes, trials - successes + 1, share) < tail);

    // The smallest share under which so few successes or fewer are as rare as the tail.
    private static double High(long successes, long trials, double tail) =>
        successes == trials ? 1
        : successes == 0 ? -PreciseLogarithm.ExpMinusOne(Math.Log(tail) / trials)
        : Solve(share => SpecialFunctions.BetaRegularized(successes + 1, trials - successes, share) < 1 - tail);

    // Halving until no number lies between the ends: slow but certain, and as fine as a share near 0 needs.
    private static double Solve(Func<double, bool> isBelow)
    {
        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            (low, high) = isBelow(middle) ? (middle, high) : (low, middle);
        }
    }
}
