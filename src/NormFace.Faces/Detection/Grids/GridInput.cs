using System.Buffers;
using NormFace.Alignment;
using NormFace.Decoding;

namespace NormFace.Detection.Grids;

/// <summary>A picture at a scale, in the upper left corner of a network's input; black beside it.</summary>
/// <remarks>Its planes are rented: fresh pages for each picture took three times as long as the network.</remarks>
internal sealed class GridInput : IDisposable
{
    private readonly float[] rented;
    private readonly double pixels; // of the picture for one of the input

    private GridInput(Picture picture, double scale, int width, int height, double mean, double factor)
    {
        (Width, Height, pixels) = (width, height, 1 / scale);
        rented = ArrayPool<float>.Shared.Rent(3 * width * height);
        Planes = rented.AsMemory(0, 3 * width * height);
        RegionPlanes.Fill(
            picture, new FaceBox(0, 0, width * pixels, height * pixels), width, height, mean, factor, Planes.Span);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue, <c>[3, Height, Width]</c>; until it is disposed.</summary>
    public Memory<float> Planes { get; }

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

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<float>.Shared.Return(rented);

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
