using NormFace.Alignment;
using NormFace.Detection;

namespace NormFace.DetectorTraining;

/// <summary>A face as a teacher found it, in pixels of the picture.</summary>
/// <param name="Box">Left, top, width, height.</param>
/// <param name="Score">How sure the teacher is, in [0, 1].</param>
/// <param name="Points">Five points, x and y of each.</param>
internal sealed record TeacherFace(double[] Box, double Score, double[] Points)
{
    /// <summary>Takes what a detector found.</summary>
    public static TeacherFace Of(DetectedFace face) => new(
        [Rounded(face.Box.Left), Rounded(face.Box.Top), Rounded(face.Box.Width), Rounded(face.Box.Height)],
        Math.Round(face.Score, 4),
        [.. face.Landmarks.ToArray().SelectMany(point => new[] { Rounded(point.X), Rounded(point.Y) })]);

    /// <summary>The face as detectors give it.</summary>
    public DetectedFace ToFace() => new(
        new FaceBox(Box[0], Box[1], Box[2], Box[3]),
        Landmarks.From(
        [
            .. Enumerable.Range(0, 5).Select(index => new PixelPoint(Points[2 * index], Points[(2 * index) + 1])),
        ]),
        Score);

    private static double Rounded(double pixels) => Math.Round(pixels, 2);
}
