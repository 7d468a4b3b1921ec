using MathNet.Numerics;

namespace NormFace.Verification;

/// <summary>The exact test of whether two models err on equally many pairs.</summary>
/// <remarks>
/// It assumes independent pairs: no person in two of them. On pairs that share people it finds differences that are not
/// there; use <see cref="BlockSwapTest"/> or the p-value of a <see cref="PairedDifference"/>. Source: McNemar,
/// Psychometrika 12 (1947), with the binomial distribution in place of its approximation.
/// </remarks>
internal static class McNemarTest
{
    /// <summary>Two-sided p-value.</summary>
    /// <param name="onlyFirst">Pairs that only the first model decides correctly, at least 0.</param>
    /// <param name="onlySecond">Pairs that only the second model decides correctly, at least 0.</param>
    /// <returns>
    /// Chance, in (0, 1], of so uneven a split of the pairs on which the models differ if either were as likely to win
    /// each; 1 if they differ on none.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double PValue(long onlyFirst, long onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        var (fewer, more) = (Math.Min(onlyFirst, onlySecond), Math.Max(onlyFirst, onlySecond));

        // At most `fewer` of all with chance one half is I(more, fewer + 1) at one half.
        return fewer == more ? 1 : Math.Min(1, 2 * SpecialFunctions.BetaRegularized(more, fewer + 1, 0.5));
    }
}
