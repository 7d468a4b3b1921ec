namespace NormFace.SupportVectors;

/// <summary>The objectives and conditions of a machine, written down from their definitions.</summary>
public static class LiteralSvm
{
    public static double Primal(double[] gram, double[] coefficients, bool[] positive, double c, double bias)
    {
        var products = Products(gram, coefficients);
        var square = coefficients.Zip(products, (a, f) => a * f).Sum();
        return (square / 2)
            + (
                c * products.Zip(positive, (f, isPositive) => Math.Max(0, 1 - ((isPositive ? 1 : -1) * (f + bias))))
                    .Sum());
    }

    public static double Dual(double[] gram, double[] coefficients) =>
        coefficients.Sum(Math.Abs) - (coefficients.Zip(Products(gram, coefficients), (a, f) => a * f).Sum() / 2);

    /// <summary>
    /// Largest violation over all pairs of one that can rise and one that can fall, each pair looked at.
    /// </summary>
    public static double KktGap(double[] gram, double[] coefficients, bool[] positive, double c)
    {
        var products = Products(gram, coefficients);
        var worst = 0.0;
        for (var rising = 0; rising < positive.Length; rising++)
        {
            for (var falling = 0; falling < positive.Length; falling++)
            {
                if (coefficients[rising] < (positive[rising] ? c : 0)
                    && coefficients[falling] > (positive[falling] ? 0 : -c))
                {
                    worst = Math.Max(
                        worst,
                        (positive[rising] ? 1 : -1) - products[rising] - (
                            (positive[falling] ? 1 : -1) - products[falling]));
                }
            }
        }

        return worst;
    }

    /// <summary>By how much coefficients leave their bounds or their sum leaves 0.</summary>
    public static double Infeasibility(double[] coefficients, bool[] positive, double c) => Math.Max(
        Math.Abs(coefficients.Sum()),
        coefficients.Zip(positive, (a, isPositive) => Math.Max(isPositive ? -a : a, Math.Abs(a) - c)).Max());

    public static double[] Products(double[] gram, double[] coefficients) =>
        [.. Enumerable.Range(0, coefficients.Length).Select(
            row => coefficients.Select((a, column) => a * gram[(row * coefficients.Length) + column]).Sum())];
}
