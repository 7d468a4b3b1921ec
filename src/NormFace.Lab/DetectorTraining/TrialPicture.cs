using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.DetectorTraining;

/// <summary>A picture on which detectors are tried, and the face that they should find.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Face">The face.</param>
internal sealed record TrialPicture(Picture Picture, DetectedFace Face)
{
    private static readonly PixelPoint Corner = new(-0.5, -0.5);

    /// <summary>The same with the face of a stated size, in pixels along a side of its box.</summary>
    public TrialPicture WithFaceOf(double side) => Scaled(side / Math.Sqrt(Face.Box.Area));

    /// <summary>The same in another size.</summary>
    public TrialPicture Scaled(double scale) => Placed(
        (int)(Picture.Width * scale),
        (int)(Picture.Height * scale),
        new Placement(Corner, Corner, scale, 0, isMirrored: false));

    /// <summary>The same turned clockwise, in a black square.</summary>
    public TrialPicture Turned(double degrees)
    {
        var side = (int)Math.Ceiling(double.Hypot(Picture.Width, Picture.Height));
        return Placed(side, side, new Placement(
            new PixelPoint((Picture.Width - 1) / 2.0, (Picture.Height - 1) / 2.0),
            new PixelPoint((side - 1) / 2.0, (side - 1) / 2.0), 1, degrees, false));
    }

    /// <summary>The same brought to a size that it covers; what is beyond it is cut off.</summary>
    public TrialPicture Covering(int width, int height) => Placed(width, height, new Placement(
        Corner,
        Corner,
        Math.Max((double)width / Picture.Width, (double)height / Picture.Height),
        0,
        isMirrored: false));

    private TrialPicture Placed(int width, int height, Placement placement)
    {
        var canvas = new TrainingCanvas(Math.Max(width, height));
        canvas.Draw(
            new LabelledPicture(new MippedPicture(Picture), []), placement, new FaceBox(0, 0, width, height));
        var rgb = new byte[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            canvas.Rgb.AsSpan(3 * y * canvas.Side, 3 * width).CopyTo(rgb.AsSpan(3 * y * width));
        }

        var moved = placement.Moved(new LabelledFace(Face.Box, Face.Landmarks));
        return new TrialPicture(new Picture(width, height, rgb), new DetectedFace(moved.Box, moved.Landmarks!, 1));
    }
}
