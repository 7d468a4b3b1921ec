using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Sampling;

namespace NormFace.DetectorTraining;

/// <summary>What happens to pictures before anybody sees them: masks and glasses, light, blur, noise, grey,
/// JPEG.</summary>
internal static class CanvasWear
{
    private const double MaskShare = 0.07, GlassesShare = 0.04, GreyShare = 0.12, BlurShare = 0.15, NoiseShare = 0.1,
        JpegShare = 0.25;

    /// <summary>Changes a canvas.</summary>
    public static void Apply(TrainingCanvas canvas, ref SeededDraw draws)
    {
        foreach (var face in canvas.Faces)
        {
            Cover(canvas, face, ref draws);
        }

        Light(canvas.Rgb, ref draws);
        if (draws.NextUnit() < BlurShare)
        {
            Blur(canvas, passes: 1 + draws.NextIndex(3));
        }

        if (draws.NextUnit() < NoiseShare)
        {
            Noise(canvas.Rgb, ref draws);
        }

        if (draws.NextUnit() < JpegShare)
        {
            var jpeg = new Picture(canvas.Side, canvas.Side, [.. canvas.Rgb]).ToJpeg(25 + draws.NextIndex(65));
            Picture.Decode(new StoredPicture(jpeg), "canvas").Rgb.CopyTo(canvas.Rgb);
        }
    }

    private static void Cover(TrainingCanvas canvas, LabelledFace face, ref SeededDraw draws)
    {
        var chance = draws.NextUnit();
        if (face.Landmarks is not { } points || chance >= MaskShare + GlassesShare)
        {
            return;
        }

        var (r, g, b) = ((byte)draws.NextIndex(256), (byte)draws.NextIndex(256), (byte)draws.NextIndex(256));
        if (draws.NextIndex(2) == 0)
        {
            (r, g, b) = chance < MaskShare
                ? ((byte)200, (byte)(205 + draws.NextIndex(50)), (byte)(220 + draws.NextIndex(36)))
                : ((byte)15, (byte)15, (byte)18);
        }

        var eyes = points.RightEye.DistanceTo(points.LeftEye);
        var (acrossX, acrossY) = ((points.RightEye.X - points.LeftEye.X) / Math.Max(eyes, 1e-6),
            (points.RightEye.Y - points.LeftEye.Y) / Math.Max(eyes, 1e-6));
        PixelPoint From(PixelPoint at, double right, double down) => new(
            at.X + (((acrossX * right) - (acrossY * down)) * eyes),
            at.Y + (((acrossY * right) + (acrossX * down)) * eyes));
        if (chance < MaskShare)
        {
            var mouth = new PixelPoint(
                (points.LeftMouth.X + points.RightMouth.X) / 2, (points.LeftMouth.Y + points.RightMouth.Y) / 2);
            Fill(canvas, [
                From(points.Nose, -0.12, -0.25), From(points.Nose, 0.12, -0.25), From(mouth, 0.85, -0.45),
                From(mouth, 0.7, 0.35), From(mouth, 0.25, 0.8), From(mouth, -0.25, 0.8), From(mouth, -0.7, 0.35),
                From(mouth, -0.85, -0.45)], r, g, b);
        }
        else
        {
            foreach (var eye in new[] { points.LeftEye, points.RightEye })
            {
                PixelPoint[] glass =
                    [From(eye, -0.4, -0.2), From(eye, 0.4, -0.2), From(eye, 0.33, 0.25), From(eye, -0.33, 0.25)];
                Fill(canvas, glass, r, g, b);
            }
        }
    }

    // A convex polygon, points clockwise.
    private static void Fill(TrainingCanvas canvas, PixelPoint[] corners, byte red, byte green, byte blue)
    {
        var (left, right) = (corners.Min(corner => corner.X), corners.Max(corner => corner.X));
        var (top, bottom) = (corners.Min(corner => corner.Y), corners.Max(corner => corner.Y));
        for (var y = Math.Max(0, (int)top); y <= Math.Min(canvas.Side - 1, bottom); y++)
        {
            for (var x = Math.Max(0, (int)left); x <= Math.Min(canvas.Side - 1, right); x++)
            {
                if (IsInside(corners, x, y))
                {
                    var at = 3 * ((y * canvas.Side) + x);
                    var shade = 3 * (canvas.Rgb[at] + canvas.Rgb[at + 1] + canvas.Rgb[at + 2] - 380) / 64;
                    (canvas.Rgb[at], canvas.Rgb[at + 1], canvas.Rgb[at + 2]) =
                        (Byte(red + shade), Byte(green + shade), Byte(blue + shade));
                }
            }
        }
    }

    private static bool IsInside(PixelPoint[] corners, double x, double y)
    {
        var (positive, negative) = (false, false);
        for (var index = 0; index < corners.Length; index++)
        {
            var (from, to) = (corners[index], corners[(index + 1) % corners.Length]);
            var turn = ((to.X - from.X) * (y - from.Y)) - ((to.Y - from.Y) * (x - from.X));
            (positive, negative) = (positive || turn > 0, negative || turn < 0);
        }

        return !(positive && negative);
    }

    private static void Light(byte[] rgb, ref SeededDraw draws)
    {
        var isGrey = draws.NextUnit() < GreyShare;
        var (stretch, shift) = (Math.Pow(2, (draws.NextUnit() * 1.6) - 0.8), (draws.NextUnit() - 0.5) * 70);
        var gamma = Math.Pow(2, (draws.NextUnit() * 1.4) - 0.7);
        var curves = new byte[3][];
        for (var channel = 0; channel < 3; channel++)
        {
            var gain = 1 + ((draws.NextUnit() - 0.5) * 0.3);
            curves[channel] = new byte[256];
            for (var value = 0; value < 256; value++)
            {
                var bent = 255 * Math.Pow(value / 255.0, gamma);
                curves[channel][value] = Byte((((bent * gain) - 127.5) * stretch) + 127.5 + shift);
            }
        }

        for (var at = 0; at < rgb.Length; at += 3)
        {
            if (isGrey)
            {
                var luma = ((299 * rgb[at]) + (587 * rgb[at + 1]) + (114 * rgb[at + 2]) + 500) / 1000;
                rgb[at] = rgb[at + 1] = rgb[at + 2] = curves[0][luma];
                continue;
            }

            rgb[at] = curves[0][rgb[at]];
            rgb[at + 1] = curves[1][rgb[at + 1]];
            rgb[at + 2] = curves[2][rgb[at + 2]];
        }
    }

    private static void Blur(TrainingCanvas canvas, int passes)
    {
        var (rgb, stride) = (canvas.Rgb, 3 * canvas.Side);
        for (var pass = 0; pass < passes; pass++)
        {
            byte[] before = [.. rgb];
            for (var at = stride + 3; at < rgb.Length - stride - 3; at++)
            {
                rgb[at] = (byte)((before[at - stride] + before[at + stride] + before[at - 3] + before[at + 3]
                    + (4 * before[at]) + 4) >> 3);
            }
        }
    }

    private static void Noise(byte[] rgb, ref SeededDraw draws)
    {
        var strength = 2 + draws.NextIndex(12);
        for (var at = 0; at < rgb.Length; at += 8)
        {
            var bits = draws.NextBits();
            for (var index = at; index < Math.Min(at + 8, rgb.Length); index++, bits >>= 8)
            {
                rgb[index] = Byte(rgb[index] + (((int)(bits & 255) - 128) * strength / 64.0));
            }
        }
    }

    private static byte Byte(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);
}
