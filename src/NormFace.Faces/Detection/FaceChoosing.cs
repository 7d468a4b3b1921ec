using NormFace.Alignment;

namespace NormFace.Detection;

/// <summary>Chooses a face.</summary>
internal static class FaceChoosing
{
    /// <summary>A face counts as one that could be meant if its box has at least this share of the largest one's
    /// area.</summary>
    public const double RivalArea = 0.25;

    /// <summary>The face that is meant.</summary>
    /// <param name="faces">The faces of a picture, the largest first.</param>
    /// <param name="choice">Which one; not <see cref="FaceChoice.Only"/>, which has no answer among several.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <returns>The face, or null if there is none. Of equal ones the first.</returns>
    public static DetectedFace? Choose(IReadOnlyList<DetectedFace> faces, FaceChoice choice, int width, int height) =>
        choice == FaceChoice.Central
            ? faces.MinBy(face => FromMiddle(face.Box.Middle, width, height))
            : faces.Count > 0 ? faces[0] : null;

    /// <summary>Faces that could be meant: the largest, and those not much smaller.</summary>
    /// <param name="faces">The faces of a picture, the largest first.</param>
    /// <returns>Their number.</returns>
    public static int Rivals(IReadOnlyList<DetectedFace> faces) =>
        faces.Count(face => face.Box.Area >= RivalArea * faces[0].Box.Area);

    private static double FromMiddle(PixelPoint middle, int width, int height) =>
        Math.Abs(middle.X - ((width - 1) / 2.0)) + Math.Abs(middle.Y - ((height - 1) / 2.0));
}
