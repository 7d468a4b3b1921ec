using NormFace.Decoding;
using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>Draws faces of people who do not exist, for demonstrations and tests without data.</summary>
/// <remarks>
/// Geometry and colour of head, hair, eyes, brows, nose, mouth, beard and glasses belong to the identity. Pose, light,
/// colour cast, expression, background, occlusion, blur, noise and compression differ from picture to picture. The eyes
/// lie near those of the 96x112 five-point template, brought to the size asked for. A picture depends on its arguments
/// only; the exact bytes may change with the machine and the version of the drawing library. Figures on these faces say
/// that a pipeline works, and nothing about real faces.
/// </remarks>
public static class SyntheticFaces
{
    private const int TemplateWidth = 96;
    private const int TemplateHeight = 112;

    /// <summary>Draws a picture. Safe from several threads.</summary>
    /// <param name="seed">Seed of the population.</param>
    /// <param name="identity">Number of the person, at least 0.</param>
    /// <param name="picture">Number of the picture of that person, at least 0.</param>
    /// <param name="width">Columns, from 8 to 1024; default: 48.</param>
    /// <param name="height">Rows, from 8 to 1024; default: 56.</param>
    /// <returns>The pixels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range.</exception>
    public static Picture Draw(int seed, int identity, int picture, int width = 48, int height = 56)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(identity);
        ArgumentOutOfRangeException.ThrowIfNegative(picture);
        CheckSide(width, nameof(width));
        CheckSide(height, nameof(height));

        var condition = SyntheticCondition.Draw(seed, identity, picture);
        var pixels = Sketch(SyntheticIdentity.Draw(seed, identity), condition, width, height);
        return new Picture(width, height, PixelWear.Apply(pixels, width, height, condition));
    }

    internal static void CheckSide(int side, string name)
    {
        if (side is < 8 or > 1024)
        {
            throw new ArgumentOutOfRangeException(name, side, $"{name} must lie in [8, 1024], but was {side}.");
        }
    }

    private static byte[] Sketch(SyntheticIdentity identity, SyntheticCondition condition, int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Scale((float)width / TemplateWidth, (float)height / TemplateHeight);
            var sketch = new FaceSketch(canvas, identity, condition);
            OcclusionDrawing.DrawBackground(sketch);
            canvas.Save();
            canvas.Translate(condition.Shift.X, condition.Shift.Y);
            canvas.RotateDegrees(condition.Roll, FaceSketch.Middle, 66);
            canvas.Scale(condition.Zoom, condition.Zoom, FaceSketch.Middle, 66);
            HairDrawing.DrawBehind(sketch);
            HeadDrawing.Draw(sketch);
            FeatureDrawing.Draw(sketch);
            HairDrawing.DrawFront(sketch);
            OcclusionDrawing.Draw(sketch);
            canvas.Restore();
        }

        var rgba = bitmap.GetPixelSpan();
        var rgb = new byte[width * height * 3];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgba.Slice(from, 3).CopyTo(rgb.AsSpan(to));
        }

        return rgb;
    }
}
