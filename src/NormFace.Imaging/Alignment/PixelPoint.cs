namespace NormFace.Alignment;

/// <summary>A place in a picture, in pixels. The middle of the upper left pixel is (0, 0); MATLAB's coordinates are one
/// larger.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
public readonly record struct PixelPoint(double X, double Y)
{
    /// <summary>The point halfway to another.</summary>
    /// <param name="other">The other point.</param>
    /// <returns>The middle.</returns>
    public PixelPoint Middle(PixelPoint other) => new((X + other.X) / 2, (Y + other.Y) / 2);

    /// <summary>Distance to another point, in pixels.</summary>
    /// <param name="other">The other point.</param>
    /// <returns>The distance.</returns>
    public double DistanceTo(PixelPoint other) => double.Hypot(X - other.X, Y - other.Y);
}
