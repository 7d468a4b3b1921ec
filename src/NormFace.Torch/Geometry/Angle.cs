namespace NormFace.Geometry;

/// <summary>Cosines of angles that were moved, with slopes that stay finite where the angle is 0 or π.</summary>
internal static class Angle
{
    /// <summary>
    /// <c>sin θ</c> as measured, at least the square root of the type's resolution; its slope in the cosine is
    /// <c>−cos/sin</c>.
    /// </summary>
    /// <remarks>
    /// It is measured elsewhere because near 0 and π <c>√(1 − cos²)</c> has lost the angle's digits, and the slope of
    /// a margin divides by it. The slope has a pole at 0 and π, while the loss as a function of the feature has none:
    /// there the tangent vanishes as fast. Below the type's resolution the sine is held, and its slope is 0.
    /// </remarks>
    public static Tensor Sine(Tensor cosine, Tensor measured)
    {
        var floor = Math.Sqrt(Resolution(cosine));
        var value = measured.clamp_min(floor);
        var slope = where(measured.gt(floor), cosine.detach() / value.neg(), zeros_like(value));
        return StraightThrough(value, cosine * slope);
    }

    /// <summary><c>cos(θ + m)</c> by the addition theorem.</summary>
    public static Tensor CosineOfSum(Tensor cosine, Tensor sine, double radians) =>
        (cosine * Math.Cos(radians)) - (sine * Math.Sin(radians));

    /// <summary>
    /// <c>cos(θ + m)</c> while <c>θ + m ≤ π</c>, and beyond it <c>cos θ − m·sin m</c>, which keeps falling.
    /// </summary>
    /// <remarks>
    /// Without the extension the own logit would rise again for the worst samples. Source of the form: the ArcFace
    /// release's "easy margin off". The step down at <c>θ = π − m</c> carries no gradient.
    /// </remarks>
    public static Tensor MonotoneCosineOfSum(Tensor cosine, Tensor sine, double radians) => where(
        cosine.ge(-Math.Cos(radians)), CosineOfSum(cosine, sine, radians), cosine - (radians * Math.Sin(radians)));

    /// <summary>The value of one tensor with the gradient of another.</summary>
    public static Tensor StraightThrough(Tensor value, Tensor gradientOf) =>
        value.detach() + (gradientOf - gradientOf.detach());

    private static double Resolution(Tensor tensor) =>
        tensor.dtype == ScalarType.Float64 ? double.BitIncrement(1) - 1 : float.BitIncrement(1) - 1;
}
