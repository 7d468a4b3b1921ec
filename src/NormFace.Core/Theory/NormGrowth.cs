namespace NormFace.Theory;

/// <summary>How plain gradient descent through a normalisation changes the length of the raw vector.</summary>
/// <remarks>
/// The gradient of anything computed from <c>x/‖x‖</c> is orthogonal to <c>x</c> and inversely proportional to its
/// length. By Pythagoras every step lengthens <c>x</c>, and every later step turns it less: hence weight decay on raw
/// agents. Source: Wang et al., "NormFace", arXiv:1704.06369, section 3. Symbols: docs/math.md#norm-growth.
/// </remarks>
public static class NormGrowth
{
    /// <summary>Squared length after one step.</summary>
    /// <param name="squaredNorm">Squared length <c>‖x‖²</c> before; at least 0.</param>
    /// <param name="squaredGradientNorm">Squared length of the gradient with respect to <c>x</c>; at least 0.</param>
    /// <param name="learningRate">Step size <c>η</c>; at least 0.</param>
    /// <returns><c>‖x‖² + η²·‖∂L/∂x‖²</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is below 0 or not finite.</exception>
    public static double SquaredNormAfterStep(double squaredNorm, double squaredGradientNorm, double learningRate)
    {
        Check.NonNegative(squaredNorm);
        Check.NonNegative(squaredGradientNorm);
        Check.NonNegative(learningRate);
        return squaredNorm + (learningRate * learningRate * squaredGradientNorm);
    }

    /// <summary>Angle by which one step turns the vector.</summary>
    /// <param name="norm">Length <c>‖x‖</c> before; above 0.</param>
    /// <param name="gradientNorm">Length of the gradient with respect to <c>x</c>; at least 0.</param>
    /// <param name="learningRate">Step size <c>η</c>; at least 0.</param>
    /// <returns><c>atan(η·‖∂L/∂x‖/‖x‖)</c>, in radians.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or not finite.</exception>
    public static double TurnRadians(double norm, double gradientNorm, double learningRate)
    {
        Check.Positive(norm);
        Check.NonNegative(gradientNorm);
        Check.NonNegative(learningRate);
        return Math.Atan(learningRate * gradientNorm / norm);
    }

    /// <summary>Weight decay that balances the growth, so that the length stays where it is.</summary>
    /// <param name="squaredNorm">Squared length <c>‖x‖²</c>; above 0.</param>
    /// <param name="squaredGradientNorm">Squared length of the gradient with respect to <c>x</c>; at least 0.</param>
    /// <param name="learningRate">Step size <c>η</c>; above 0.</param>
    /// <returns>
    /// The decay <c>λ</c> with <c>(1 − ηλ)²·‖x‖² + η²·‖∂L/∂x‖² = ‖x‖²</c>; NaN where the gradient is longer than any
    /// decay can undo (<c>η·‖∂L/∂x‖ &gt; ‖x‖</c>).
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or not finite.</exception>
    public static double BalancingDecay(double squaredNorm, double squaredGradientNorm, double learningRate)
    {
        Check.Positive(squaredNorm);
        Check.NonNegative(squaredGradientNorm);
        Check.Positive(learningRate);
        return (1 - Math.Sqrt(1 - (learningRate * learningRate * squaredGradientNorm / squaredNorm))) / learningRate;
    }
}
