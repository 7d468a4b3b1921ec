using NormFace.Alignment;
using NormFace.Drawing;
using NormFace.Recognition;

namespace NormFace.Cli.Faces;

/// <summary>A picture of a comparison: both photographs with boxes and points, the faces as they were aligned, and the
/// score on a bar.</summary>
internal static class VerifyPicture
{
    private const int Side = 480, Gap = 16, CropHeight = 168, BarHeight = 96;
    private const uint Paper =
        0xFFFFFF,
        Frame = 0xF0F2F4,
        Ink = 0x20262C,
        Soft = 0x9AA3AB,
        Same = 0x1E8E3E,
        Different = 0xC5382C,
        Open = 0xA8690F,
        Mark = 0x2FD36A;

    /// <summary>Draws it, as a PNG file.</summary>
    public static byte[] Draw(IReadOnlyList<VerifiedFace> faces, FaceComparison comparison)
    {
        const int width = (2 * Side) + (3 * Gap);
        using var canvas = new PictureCanvas(width, Side + CropHeight + BarHeight + (4 * Gap), Paper);
        for (var index = 0; index < faces.Count; index++)
        {
            DrawFace(canvas, faces[index], Gap + (index * (Side + Gap)));
        }

        DrawBar(canvas, comparison, Side + CropHeight + (3 * Gap), width);
        return canvas.ToPng();
    }

    private static void DrawFace(PictureCanvas canvas, VerifiedFace face, double left)
    {
        canvas.Fill(new FaceBox(left, Gap, Side, Side), Frame);
        var place = canvas.Draw(face.Photograph!, new FaceBox(left, Gap, Side, Side));
        canvas.Mark(face.Embedding!.Face.Box, face.Embedding.Face.Landmarks, Mark, place, thickness: 2.5);
        var aligned = face.Embedding.Aligned;
        var cropWidth = (double)CropHeight / aligned.Height * aligned.Width;
        _ = canvas.Draw(aligned, new FaceBox(left, Side + (2 * Gap), cropWidth, CropHeight));
        var text = left + cropWidth + Gap;
        canvas.Write(face.Name.Length > 34 ? face.Name[..33] + "…" : face.Name, text, Side + (2 * Gap) + 24, 16, Ink);
        string[] facts =
        [
            FormattableString.Invariant($"eyes {face.Embedding.Face.EyeDistance:F0} pixels apart"),
            FormattableString.Invariant($"found with score {face.Embedding.Face.Score:F3}"),
            FormattableString.Invariant($"sharpness {face.Embedding.Sharpness:F3}"),
        ];
        foreach (var (line, fact) in facts.Index())
        {
            canvas.Write(fact, text, Side + (2 * Gap) + 52 + (24 * line), 14, Soft);
        }
    }

    private static void DrawBar(PictureCanvas canvas, FaceComparison comparison, double top, double width)
    {
        var (left, length, row) = ((double)Gap, width - (2 * Gap), top + 52);
        double At(double score) => left + ((Math.Clamp(score, -1, 1) + 1) / 2 * length);
        var colour = comparison.Verdict switch
        {
            FaceVerdict.Same => Same,
            FaceVerdict.Different => Different,
            _ => Open,
        };
        canvas.Fill(new FaceBox(left, row, At(comparison.Threshold) - left, 10), 0xF3D6D2);
        canvas.Fill(new FaceBox(At(comparison.Threshold), row, left + length - At(comparison.Threshold), 10), 0xCFE9D6);
        canvas.Fill(new FaceBox(At(comparison.Threshold) - 1, row - 6, 2, 22), Ink);
        canvas.Fill(new FaceBox(At(comparison.Score) - 4, row - 9, 8, 28), colour);
        canvas.Write(
            FormattableString.Invariant(
                $"{VerifyText.Answer(comparison)}: score {comparison.Score:F3}, threshold {comparison.Threshold:F3}"),
            width / 2,
            top + 22,
            22,
            colour,
            isCentred: true);
        canvas.Write("-1", left, row + 34, 13, Soft);
        canvas.Write("1", left + length - 8, row + 34, 13, Soft);
    }
}
