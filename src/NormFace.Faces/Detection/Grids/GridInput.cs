using NormFace.Alignment;
using NormFace.Decoding;

namespace NormFace.Detection.Grids;

/// <summary>A picture at a scale, in the upper left corner of a network's input; black beside it.</summary>
internal sealed class GridInput
{
    private readonly double pixels; // of the picture for one of the input

    private GridInput(Picture picture, double scale, int width, int height, double mean, double factor)
    {
        (Width, Height, pixels) = (width, height, 1 / scale);
        Planes = new float[3 * width * height];
        RegionPlanes.Fill(
            picture, new FaceBox(0, 0, width * pixels, height * pixels), width, height, mean, factor, Planes);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue, <c>[3, Height, Width]</c>.</summary>
    public float[] Planes { get; }

    /// <summary>An input as large as the picture needs.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="scale">Pixels of the input for one of the picture, above 0.</param>
    /// <param name="multiple">What the sides are a multiple of: the coarsest stride.</param>
    /// <param name="mean">Subtracted from each value.</param>
    /// <param name="factor">Multiplies the difference.</param>
    public static GridInput AtScale(Picture picture, double scale, int multiple, double mean, double factor)
    {
        int Side(int side) => Math.Max(1, (int)Math.Ceiling(side * scale / multiple)) * multiple;
        return new GridInput(picture, scale, Side(picture.Width), Side(picture.Height), mean, factor);
    }

    /// <summary>An input of a stated size, into which the picture is made to fit.</summary>
    public static GridInput OfSize(Picture picture, int width, int height, double mean, double factor) =>
        new(picture, Math.Min((double)width / picture.Width, (double)height / picture.Height), width, height, mean,
            factor);

    /// <summary>A face of the input in pixels of the picture.</summary>
    public DetectedFace InPicture(DetectedFace face)
    {
        PixelPoint[] points = [.. face.Landmarks.ToArray().Select(Moved)];
        return face with
        {
            Box = new FaceBox(
                face.Box.Left * pixels, face.Box.Top * pixels, face.Box.Width * pixels, face.Box.Height * pixels),
            Landmarks = Landmarks.From(points),
        };
    }

    // Points are counted from the middle of the first pixel.
    private PixelPoint Moved(PixelPoint point) =>
        new(((point.X + 0.5) * pixels) - 0.5, ((point.Y + 0.5) * pixels) - 0.5);
}
