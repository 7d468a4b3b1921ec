namespace NormFace.Alignment;

/// <summary>The five points of a face that alignment uses. Left is left in the picture, which is the right side of the
/// person.</summary>
/// <param name="LeftEye">Middle of the eye on the left.</param>
/// <param name="RightEye">Middle of the eye on the right.</param>
/// <param name="Nose">Tip of the nose.</param>
/// <param name="LeftMouth">Corner of the mouth on the left.</param>
/// <param name="RightMouth">Corner of the mouth on the right.</param>
public sealed record Landmarks(
    PixelPoint LeftEye, PixelPoint RightEye, PixelPoint Nose, PixelPoint LeftMouth, PixelPoint RightMouth)
{
    /// <summary>Takes points in the order of the parameters.</summary>
    /// <param name="points">Five points.</param>
    /// <returns>The landmarks.</returns>
    /// <exception cref="ArgumentException">There are fewer or more.</exception>
    public static Landmarks From(ReadOnlySpan<PixelPoint> points) => points.Length == 5
        ? new Landmarks(points[0], points[1], points[2], points[3], points[4])
        : throw new ArgumentException($"points must be five, but there are {points.Length}.", nameof(points));

    /// <summary>The points in the order of the parameters.</summary>
    /// <returns>Five points.</returns>
    public PixelPoint[] ToArray() => [LeftEye, RightEye, Nose, LeftMouth, RightMouth];

    /// <summary>The points moved by a transform.</summary>
    /// <param name="transform">The transform.</param>
    /// <returns>Where they come to lie.</returns>
    public Landmarks Mapped(SimilarityTransform transform) =>
        new(
            transform.Map(LeftEye),
            transform.Map(RightEye),
            transform.Map(Nose),
            transform.Map(LeftMouth),
            transform.Map(RightMouth));

    /// <summary>Throws unless all coordinates are numbers and the points are not all one.</summary>
    /// <returns>The points themselves.</returns>
    /// <exception cref="ArgumentException">A coordinate is not finite, or all points are the same.</exception>
    public Landmarks Checked()
    {
        var points = ToArray();
        if (!points.All(point => double.IsFinite(point.X) && double.IsFinite(point.Y)))
        {
            throw new ArgumentException($"The five points of a face must be finite numbers, but were {this}.");
        }

        return points.Any(point => point != points[0]) ? this
            : throw new ArgumentException(
                $"The five points of a face must differ, but all were {points[0]}: nothing can be aligned by them.");
    }
}
