namespace NormFace.SupportVectors;

/// <summary>
/// What shows that a machine is trained: computed from its coefficients and bias after the solver has ended, not by the
/// solver.
/// </summary>
/// <remarks>
/// By weak duality no machine has an objective below <paramref name="DualObjective"/>, so <see cref="DualityGap"/>
/// bounds how far this one is from the best.
/// </remarks>
/// <param name="PrimalObjective"><c>½‖w‖² + C Σ max(0, 1 − y f(x))</c>.</param>
/// <param name="DualObjective"><c>Σ a − ½ a'Qa</c>, with <c>Q_ij = y_i y_j K_ij</c>.</param>
/// <param name="KktGap">Largest violation of the optimality conditions by two samples, at least 0.</param>
/// <param name="Iterations">Steps that the solver took.</param>
internal sealed record SvmCertificate(double PrimalObjective, double DualObjective, double KktGap, int Iterations)
{
    /// <summary>Primal less dual objective: 0 at the optimum, at least 0 up to rounding.</summary>
    public double DualityGap => PrimalObjective - DualObjective;

    /// <summary>Computes it, without the bias having a part in the conditions.</summary>
    /// <param name="coefficients">Signed dual variables <c>a y</c>.</param>
    /// <param name="products">Decision values without bias.</param>
    /// <param name="bounds">What the coefficients may be.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="iterations">Steps taken.</param>
    internal static SvmCertificate Of(
        double[] coefficients, double[] products, CoefficientBounds bounds, double bias, int iterations)
    {
        var (square, sum, loss) = (0.0, 0.0, 0.0);
        for (var sample = 0; sample < coefficients.Length; sample++)
        {
            square += coefficients[sample] * products[sample];
            sum += Math.Abs(coefficients[sample]);
            loss += Math.Max(0, 1 - (bounds.Sign(sample) * (products[sample] + bias)));
        }

        var (highest, lowest) = bounds.MarginRange(coefficients, products);
        return new SvmCertificate(
            (square / 2) + (bounds.C * loss), sum - (square / 2), Math.Max(0, highest - lowest), iterations);
    }
}
