namespace NormFace.Alignment;

/// <summary>
/// Turns, enlarges and moves a picture, without changing a shape: <c>u = A x − B y + Right</c>,
/// <c>v = B x + A y + Down</c>. A mirrored one swaps up and down first: <c>u = A x + B y + Right</c>,
/// <c>v = B x − A y + Down</c>.
/// </summary>
/// <param name="A">Factor on lengths times the cosine of the angle.</param>
/// <param name="B">Factor on lengths times the sine of the angle; above 0 it turns clockwise as seen, since y grows
/// downwards.</param>
/// <param name="Right">Where the source's origin comes to lie, in pixels.</param>
/// <param name="Down">The same, downwards.</param>
/// <param name="IsMirrored">Whether the picture is mirrored; with A below 0 and B 0, left and right are
/// swapped.</param>
public readonly record struct SimilarityTransform(
    double A, double B, double Right, double Down, bool IsMirrored = false)
{
    /// <summary>The transform that changes nothing.</summary>
    public static SimilarityTransform Identity { get; } = new(1, 0, 0, 0);

    /// <summary>Factor on lengths, at least 0.</summary>
    public double Scale => double.Hypot(A, B);

    /// <summary>Where a point comes to lie.</summary>
    /// <param name="point">The point.</param>
    /// <returns>Its image.</returns>
    public PixelPoint Map(PixelPoint point) => IsMirrored
        ? new((A * point.X) + (B * point.Y) + Right, (B * point.X) - (A * point.Y) + Down)
        : new((A * point.X) - (B * point.Y) + Right, (B * point.X) + (A * point.Y) + Down);

    /// <summary>This transform, and another after it.</summary>
    /// <param name="next">The transform of what this one gives.</param>
    /// <returns>Both in one.</returns>
    public SimilarityTransform Then(SimilarityTransform next)
    {
        var turned = next with { Right = 0, Down = 0 };
        // The x axis goes to (A, B) in either case.
        var (axis, origin) = (turned.Map(new PixelPoint(A, B)), next.Map(new PixelPoint(Right, Down)));
        return new SimilarityTransform(axis.X, axis.Y, origin.X, origin.Y, IsMirrored != next.IsMirrored);
    }

    /// <summary>The transform that leads back.</summary>
    /// <returns>The inverse.</returns>
    /// <exception cref="InvalidOperationException">The factor on lengths is 0.</exception>
    public SimilarityTransform Inverse()
    {
        var square = (A * A) + (B * B);
        if (!(square > 0))
        {
            throw new InvalidOperationException("A transform that makes everything one point cannot be inverted.");
        }

        // A mirrored matrix is symmetric and its own inverse up to the factor; the other turns back.
        var turn = new SimilarityTransform(A / square, (IsMirrored ? B : -B) / square, 0, 0, IsMirrored);
        var origin = turn.Map(new PixelPoint(Right, Down));
        return turn with { Right = -origin.X, Down = -origin.Y };
    }
}
