using System.Globalization;
using NormFace.Alignment;
using NormFace.Decoding;

namespace NormFace.Detection;

/// <summary>
/// A picture at the sizes at which it is looked at: the smallest face is brought to the detector's cell, then
/// everything made smaller step by step.
/// </summary>
internal sealed class PicturePyramid
{
    /// <summary>Most pixels of a level; more would take gigabytes in the network.</summary>
    public const int MaxLevel = 16_000_000;

    private readonly Picture picture;
    private readonly FaceBox whole; // in pixels of what the levels are read from

    /// <summary>Prepares a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="largest">
    /// Its largest level. A picture at least twice as large is made smaller by a whole number first, so that every
    /// level is read from far fewer pixels.
    /// </param>
    public PicturePyramid(Picture picture, (int Width, int Height) largest)
    {
        var by = Math.Min(picture.Width / largest.Width, picture.Height / largest.Height);
        this.picture = by >= 2 ? PictureReduction.By(picture, by) : picture;
        by = Math.Max(1, by);
        whole = new FaceBox(0, 0, (double)picture.Width / by, (double)picture.Height / by);
    }

    /// <summary>Columns and rows of every level, the largest first; none if the picture is smaller than the smallest
    /// face.</summary>
    /// <exception cref="ArgumentException">The largest level is beyond what fits in memory.</exception>
    public static IReadOnlyList<(int Width, int Height)> Levels(
        int width, int height, DetectorOptions options, int cell)
    {
        var levels = new List<(int Width, int Height)>();
        var scale = cell / options.MinFaceSizeIn(width, height);
        for (; Math.Min(width, height) * scale >= cell; scale *= options.ScaleFactor)
        {
            levels.Add(((int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale)));
        }

        return levels is [var largest, ..] && (long)largest.Width * largest.Height > MaxLevel
            ? throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The smallest face must be larger for a picture of {width}x{height}: "
                + $"with {options.MinFaceSize} pixels it would be scaled to {largest.Width}x{largest.Height}, "
                + $"and the limit is {MaxLevel} pixels."))
            : levels;
    }

    /// <summary>Fills planes with the picture at a level's size.</summary>
    public void Fill((int Width, int Height) level, Span<float> planes) =>
        RegionPlanes.Fill(picture, whole, level.Width, level.Height, MtcnnInput.Mean, MtcnnInput.Factor, planes);
}
