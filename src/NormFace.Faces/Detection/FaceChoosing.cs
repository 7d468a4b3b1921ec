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
    /// <param name="choice">Which one; <see cref="FaceChoice.Only"/> takes the largest, for
    /// <see cref="AreSeveral"/> to refuse.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <returns>The face, or null if there is none, or none of that number. Of equal ones the first.</returns>
    public static DetectedFace? Choose(IReadOnlyList<DetectedFace> faces, FaceChoice choice, int width, int height) =>
        choice == FaceChoice.Central
            ? faces.MinBy(face => FromMiddle(face.Box.Middle, width, height))
            : faces.ElementAtOrDefault((choice.Number ?? 1) - 1);

    /// <summary>What to say where <see cref="Choose"/> found none.</summary>
    public static string WhyNone(IReadOnlyList<DetectedFace> faces, FaceChoice choice, int width, int height) =>
        faces.Count == 0
            ? FormattableString.Invariant($"no face was found in its {width}x{height} pixels")
            : FormattableString.Invariant($"there is no face {choice}: it has {faces.Count}, counted from the largest");

    /// <summary>Whether a choice refuses the picture for its several faces.</summary>
    public static bool AreSeveral(IReadOnlyList<DetectedFace> faces, FaceChoice choice) =>
        choice == FaceChoice.Only && faces.Count > 1 && Rivals(faces) > 1;

    /// <summary>What to say then.</summary>
    public static string WhySeveral(IReadOnlyList<DetectedFace> faces) =>
        FormattableString.Invariant($"{Rivals(faces)} candidate faces. ")
        + "Crop to one, or choose the central or the largest one, or one by its number.";

    /// <summary>Faces that could be meant: the largest, and those not much smaller.</summary>
    /// <param name="faces">The faces of a picture, the largest first.</param>
    /// <returns>Their number.</returns>
    public static int Rivals(IReadOnlyList<DetectedFace> faces) =>
        faces.Count(face => face.Box.Area >= RivalArea * faces[0].Box.Area);

    private static double FromMiddle(PixelPoint middle, int width, int height) =>
        Math.Abs(middle.X - ((width - 1) / 2.0)) + Math.Abs(middle.Y - ((height - 1) / 2.0));
}
