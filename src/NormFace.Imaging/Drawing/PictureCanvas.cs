using NormFace.Alignment;
using NormFace.Decoding;
using SkiaSharp;

namespace NormFace.Drawing;

/// <summary>Draws on a picture: other pictures, faces that were found, bars and words. Not for what a network
/// sees.</summary>
public sealed class PictureCanvas : IDisposable
{
    private readonly SKBitmap bitmap;
    private readonly SKCanvas canvas;

    /// <summary>Starts with one colour everywhere.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="background">The colour, as 0xRRGGBB.</param>
    public PictureCanvas(int width, int height, uint background)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        canvas = new SKCanvas(bitmap);
        canvas.Clear(Colour(background));
    }

    /// <summary>Draws a picture into a rectangle, its sides in proportion, in the middle.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="into">The rectangle.</param>
    /// <returns>Where the picture lies: the scale, and the place of its upper left edge.</returns>
    public (double Scale, double Left, double Top) Draw(Picture picture, FaceBox into)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var scale = Math.Min(into.Width / picture.Width, into.Height / picture.Height);
        var (left, top) = (
            into.Left + ((into.Width - (scale * picture.Width)) / 2),
            into.Top + ((into.Height - (scale * picture.Height)) / 2));
        using var drawn = picture.ToBitmap();
        using var image = SKImage.FromBitmap(drawn);
        canvas.DrawImage(
            image,
            new SKRect(
                (float)left,
                (float)top,
                (float)(left + (scale * picture.Width)),
                (float)(top + (scale * picture.Height))),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return (scale, left, top);
    }

    /// <summary>Draws the outline of a box and its five points.</summary>
    /// <param name="box">The box.</param>
    /// <param name="points">The points; none if null.</param>
    /// <param name="colour">The colour, as 0xRRGGBB.</param>
    /// <param name="place">Where the picture they belong to was drawn; as it is if null.</param>
    /// <param name="thickness">Thickness of the lines in pixels.</param>
    public void Mark(
        FaceBox box,
        Landmarks? points,
        uint colour,
        (double Scale, double Left, double Top)? place = null,
        double thickness = 2)
    {
        var (scale, left, top) = place ?? (1, 0, 0);
        using var paint = new SKPaint
        {
            Color = Colour(colour),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = (float)thickness,
        };
        canvas.DrawRect(
            (float)(left + (scale * box.Left)),
            (float)(top + (scale * box.Top)),
            (float)(scale * box.Width),
            (float)(scale * box.Height),
            paint);
        paint.Style = SKPaintStyle.Fill;
        foreach (var point in points?.ToArray() ?? [])
        {
            canvas.DrawCircle(
                (float)(left + (scale * (point.X + 0.5))),
                (float)(top + (scale * (point.Y + 0.5))),
                (float)(1.5 * thickness),
                paint);
        }
    }

    /// <summary>Fills a rectangle.</summary>
    /// <param name="box">The rectangle.</param>
    /// <param name="colour">The colour, as 0xRRGGBB.</param>
    public void Fill(FaceBox box, uint colour)
    {
        using var paint = new SKPaint { Color = Colour(colour), IsAntialias = true };
        canvas.DrawRect((float)box.Left, (float)box.Top, (float)box.Width, (float)box.Height, paint);
    }

    /// <summary>Writes words. A machine without fonts shows none.</summary>
    /// <param name="text">The words, on one line.</param>
    /// <param name="left">Where they begin.</param>
    /// <param name="baseline">The row they stand on.</param>
    /// <param name="size">Their size in pixels.</param>
    /// <param name="colour">The colour, as 0xRRGGBB.</param>
    /// <param name="isCentred">Whether <paramref name="left"/> is their middle.</param>
    public void Write(string text, double left, double baseline, double size, uint colour, bool isCentred = false)
    {
        using var face = SKTypeface.FromFamilyName("DejaVu Sans");
        using var font = new SKFont(face, (float)size) { Edging = SKFontEdging.Antialias };
        using var paint = new SKPaint { Color = Colour(colour), IsAntialias = true };
        canvas.DrawText(
            text, (float)left, (float)baseline, isCentred ? SKTextAlign.Center : SKTextAlign.Left, font, paint);
    }

    /// <summary>What was drawn, as a PNG file.</summary>
    /// <returns>The file.</returns>
    public byte[] ToPng()
    {
        canvas.Flush();
        using var file = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return file.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        canvas.Dispose();
        bitmap.Dispose();
    }

    private static SKColor Colour(uint colour) => new(0xFF000000u | colour);
}
