using NormFace.Alignment;

namespace NormFace.DetectorTraining;

/// <summary>A picture to learn from, composed of others, with its faces.</summary>
internal sealed class TrainingCanvas
{
    private const double LeastVisible = 0.6, LeastSide = 8;

    private readonly List<LabelledFace> faces = [];

    /// <summary>Begins a black canvas.</summary>
    /// <param name="side">Columns and rows.</param>
    public TrainingCanvas(int side) => (Side, Rgb) = (side, new byte[3 * side * side]);

    /// <summary>Columns and rows.</summary>
    public int Side { get; }

    /// <summary>The pixels, red, green, blue.</summary>
    public byte[] Rgb { get; }

    /// <summary>Faces to learn, and places to ignore.</summary>
    public IReadOnlyList<LabelledFace> Faces => faces;

    /// <summary>Fills a part with a colour.</summary>
    public void Fill(FaceBox part, byte red, byte green, byte blue)
    {
        for (var y = (int)part.Top; y < (int)(part.Top + part.Height); y++)
        {
            for (var x = (int)part.Left; x < (int)(part.Left + part.Width); x++)
            {
                var at = 3 * ((y * Side) + x);
                (Rgb[at], Rgb[at + 1], Rgb[at + 2]) = (red, green, blue);
            }
        }
    }

    /// <summary>Draws a picture into a part of the canvas, over what is there. Beyond the picture's edge, what was
    /// there stays.</summary>
    public void Draw(LabelledPicture picture, Placement placement, FaceBox part)
    {
        var (source, halvings) = picture.Pixels.For(placement.Scale);
        var shrink = 1.0 / (1 << halvings);
        var rgb = source.Rgb;
        var (left, right) = ((int)part.Left, (int)(part.Left + part.Width));
        var (stepX, stepY) = placement.Step(shrink);
        for (var y = (int)part.Top; y < (int)(part.Top + part.Height); y++)
        {
            var start = placement.Source(left, y);
            var (fromX, fromY) = (((start.X + 0.5) * shrink) - 0.5, ((start.Y + 0.5) * shrink) - 0.5);
            for (var x = left; x < right; x++, fromX += stepX, fromY += stepY)
            {
                if (fromX > -0.5 && fromY > -0.5 && fromX < source.Width - 0.5 && fromY < source.Height - 0.5)
                {
                    Sample(rgb, source.Width, source.Height, fromX, fromY, Rgb.AsSpan(3 * ((y * Side) + x), 3));
                }
            }
        }

        Cover(part, placement, picture);
        foreach (var face in picture.Faces)
        {
            Add(placement.Moved(face), part);
        }
    }

    // The face becomes a place to ignore.
    private void Ignore(int index) => faces[index] = faces[index] with { Landmarks = null };

    // What is drawn over is no longer seen.
    private void Cover(FaceBox part, Placement placement, LabelledPicture picture)
    {
        var area = placement.Moved(new FaceBox(0, 0, picture.Pixels.Width, picture.Pixels.Height));
        for (var index = faces.Count - 1; index >= 0; index--)
        {
            var seen = new FaceBox(
                Math.Max(area.Left, part.Left),
                Math.Max(area.Top, part.Top),
                Math.Min(area.Left + area.Width, part.Left + part.Width) - Math.Max(area.Left, part.Left),
                Math.Min(area.Top + area.Height, part.Top + part.Height) - Math.Max(area.Top, part.Top));
            var box = faces[index].Box;
            var hidden = seen is { Width: > 0, Height: > 0 } ? seen.Shared(box) / box.Area : 0;
            if (hidden > 0.95)
            {
                faces.RemoveAt(index);
            }
            else if (hidden > 0.2)
            {
                Ignore(index);
            }
        }
    }

    private void Add(LabelledFace face, FaceBox part)
    {
        var visible = face.Box.Shared(part) / face.Box.Area;
        if (visible > 0.05)
        {
            var isLearned = visible >= LeastVisible && Math.Sqrt(face.Box.Area) >= LeastSide;
            faces.Add(isLearned ? face : face with { Landmarks = null });
        }
    }

    private static void Sample(
        ReadOnlySpan<byte> rgb, int width, int height, double x, double y, Span<byte> pixel)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        var (left, top) = ((int)x, (int)y);
        var (shareX, shareY) = ((float)(x - left), (float)(y - top));
        var upper = 3 * ((top * width) + left);
        var (next, below) = (left + 1 < width ? 3 : 0, top + 1 < height ? 3 * width : 0);
        for (var channel = 0; channel < 3; channel++)
        {
            var at = upper + channel;
            float above = rgb[at], under = rgb[at + below];
            above += shareX * (rgb[at + next] - above);
            under += shareX * (rgb[at + below + next] - under);
            pixel[channel] = (byte)(above + (shareY * (under - above)) + 0.5f);
        }
    }
}
