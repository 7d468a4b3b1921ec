namespace NormFace.Alignment;

/// <summary>A rectangle around a face, in pixels; it may reach beyond the picture. The whole of a picture is (0, 0,
/// width, height).</summary>
/// <remarks>It is counted from the edge of the upper left pixel, points from its middle: the point (0, 0) lies at (0.5,
/// 0.5) of this count.</remarks>
/// <param name="Left">Distance of the left edge from that of the picture.</param>
/// <param name="Top">Distance of the upper edge from that of the picture.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct FaceBox(double Left, double Top, double Width, double Height)
{
    /// <summary>Pixels in it; 0 if a side is not above 0.</summary>
    public double Area => Width > 0 && Height > 0 ? Width * Height : 0;

    /// <summary>Its middle.</summary>
    public PixelPoint Middle => At(0.5, 0.5);

    /// <summary>The square of the longer side about the same middle.</summary>
    /// <returns>The square.</returns>
    public FaceBox Squared()
    {
        var side = Math.Max(Width, Height);
        return new FaceBox(Left + ((Width - side) / 2), Top + ((Height - side) / 2), side, side);
    }

    /// <summary>The part of the box that lies in a picture; nothing, with sides of 0, where it lies outside.</summary>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <returns>The part.</returns>
    public FaceBox Within(int width, int height)
    {
        var (left, top) = (Math.Clamp(Left, 0, width), Math.Clamp(Top, 0, height));
        return new FaceBox(
            left, top, Math.Clamp(Left + Width, left, width) - left, Math.Clamp(Top + Height, top, height) - top);
    }

    /// <summary>A place in the box.</summary>
    /// <param name="right">Share of the width from the left edge.</param>
    /// <param name="down">Share of the height from the upper edge.</param>
    /// <returns>The place, as points are counted.</returns>
    public PixelPoint At(double right, double down) => new(Left + (right * Width) - 0.5, Top + (down * Height) - 0.5);

    /// <summary>Pixels that this box and another share.</summary>
    /// <param name="other">The other box.</param>
    /// <returns>The shared area, at least 0.</returns>
    public double Shared(FaceBox other)
    {
        var width = Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left);
        var height = Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }
}
