using NormFace.Decoding;

namespace NormFace.DetectorTraining;

/// <summary>A picture with halved copies of itself, from which smaller ones are drawn without aliasing.</summary>
internal sealed class MippedPicture
{
    private readonly List<Picture> levels;

    /// <summary>Makes the copies.</summary>
    public MippedPicture(Picture picture)
    {
        levels = [picture];
        while (Math.Min(levels[^1].Width, levels[^1].Height) >= 16)
        {
            levels.Add(Halved(levels[^1]));
        }
    }

    /// <summary>Columns of the picture.</summary>
    public int Width => levels[0].Width;

    /// <summary>Rows of the picture.</summary>
    public int Height => levels[0].Height;

    /// <summary>The copy to draw from at a scale, and how often it was halved.</summary>
    public (Picture Picture, int Halvings) For(double scale)
    {
        var level = (int)Math.Clamp(Math.Floor(Math.Log2(1.25 / scale)), 0, levels.Count - 1);
        return (levels[level], level);
    }

    // An odd last column or row is left out.
    private static Picture Halved(Picture picture)
    {
        var (width, height) = (picture.Width / 2, picture.Height / 2);
        var rgb = new byte[3 * width * height];
        var source = picture.Rgb;
        for (var y = 0; y < height; y++)
        {
            var upper = source.Slice(6 * y * picture.Width, 3 * picture.Width);
            var lower = source.Slice(3 * ((2 * y) + 1) * picture.Width, 3 * picture.Width);
            var to = rgb.AsSpan(3 * y * width, 3 * width);
            for (var at = 0; at < to.Length; at++)
            {
                var from = (2 * at) - (at % 3);
                to[at] = (byte)((upper[from] + upper[from + 3] + lower[from] + lower[from + 3] + 2) >> 2);
            }
        }

        return new Picture(width, height, rgb);
    }
}
