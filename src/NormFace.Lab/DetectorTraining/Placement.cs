using NormFace.Alignment;

namespace NormFace.DetectorTraining;

/// <summary>Where a picture lies in a canvas: turned, scaled, perhaps mirrored, one point of it upon one of the
/// canvas.</summary>
internal sealed class Placement
{
    private readonly PixelPoint source, target;
    private readonly double cosine, sine, side;

    /// <summary>Places a picture.</summary>
    /// <param name="source">Point of the picture.</param>
    /// <param name="target">Where it comes to lie in the canvas.</param>
    /// <param name="scale">Pixels of the canvas for one of the picture.</param>
    /// <param name="degrees">Angle.</param>
    /// <param name="isMirrored">Whether left and right are swapped.</param>
    public Placement(PixelPoint source, PixelPoint target, double scale, double degrees, bool isMirrored)
    {
        (this.source, this.target, Scale, side) = (source, target, scale, isMirrored ? -1 : 1);
        (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
    }

    /// <summary>Pixels of the canvas for one of the picture.</summary>
    public double Scale { get; }

    /// <summary>What lies at a place of the canvas.</summary>
    public PixelPoint Source(double x, double y)
    {
        var (right, down) = (x - target.X, y - target.Y);
        return new PixelPoint(
            source.X + (side * ((cosine * right) + (sine * down)) / Scale),
            source.Y + (((cosine * down) - (sine * right)) / Scale));
    }

    /// <summary>How far the source moves for one column of the canvas.</summary>
    public (double X, double Y) Step(double shrink) => (side * cosine / Scale * shrink, -sine / Scale * shrink);

    /// <summary>A face, in pixels of the canvas. The box of a turned face is that of its ellipse.</summary>
    public LabelledFace Moved(LabelledFace face)
    {
        if (face.Landmarks is not { } points)
        {
            return new LabelledFace(Moved(face.Box), null);
        }

        var moved = new Landmarks(
            Moved(points.LeftEye), Moved(points.RightEye), Moved(points.Nose), Moved(points.LeftMouth),
            Moved(points.RightMouth));
        return new LabelledFace(
            Moved(face.Box),
            side > 0 ? moved : new Landmarks(
                moved.RightEye, moved.LeftEye, moved.Nose, moved.RightMouth, moved.LeftMouth));
    }

    /// <summary>A box.</summary>
    public FaceBox Moved(FaceBox box)
    {
        var middle = Moved(box.Middle);
        var (width, height) = (box.Width * Scale, box.Height * Scale);
        var (wide, high) = (Math.Sqrt(Square(width * cosine) + Square(height * sine)),
            Math.Sqrt(Square(width * sine) + Square(height * cosine)));
        return new FaceBox(middle.X + 0.5 - (wide / 2), middle.Y + 0.5 - (high / 2), wide, high);
    }

    private PixelPoint Moved(PixelPoint point)
    {
        var (right, down) = (side * (point.X - source.X) * Scale, (point.Y - source.Y) * Scale);
        return new PixelPoint(
            target.X + (cosine * right) - (sine * down), target.Y + (sine * right) + (cosine * down));
    }

    private static double Square(double value) => value * value;
}
