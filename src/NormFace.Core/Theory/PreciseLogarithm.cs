namespace NormFace.Theory;

/// <summary>
/// <c>log(1 + x)</c> and <c>exp(x) − 1</c> without the loss of digits near zero that the plain forms have.
/// </summary>
internal static class PreciseLogarithm
{
    /// <summary><c>log(1 + x)</c> for <paramref name="x"/> above −1, to a few units in the last place.</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;

        // The rounding of the sum is undone by the same error in the quotient (Kahan's device).
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary><c>exp(x) − 1</c>, to a few units in the last place.</summary>
    public static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        var difference = power - 1;
        return power == 1 ? x
            : difference == -1 || double.IsPositiveInfinity(power) ? difference
            : difference * (x / Math.Log(power));
    }
}
