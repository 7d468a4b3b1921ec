using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Recognition;

namespace NormFace.Conditions;

/// <summary>Under which conditions a picture shows a face: what can be measured besides who it is.</summary>
/// <remarks>A value is null where it is not known: of an aligned face nobody knows size and pose.</remarks>
public sealed record FaceConditions
{
    /// <summary>Faces in the photograph that could be meant: the largest, and those of a quarter of its area.</summary>
    public int? Faces { get; init; }

    /// <summary>How sure the detector is, in [0, 1].</summary>
    public double? Score { get; init; }

    /// <summary>Side of a square of the face's box, in pixels of the photograph.</summary>
    public double? FaceSize { get; init; }

    /// <summary>Distance between the eyes, in pixels of the photograph.</summary>
    public double? EyeDistance { get; init; }

    /// <summary>Pose of the head, in degrees.</summary>
    public HeadPose? Pose { get; init; }

    /// <summary>
    /// Mean square of the Laplacian of the luma over its variance, in the middle of the aligned face; at least 0,
    /// smaller for a blurred or enlarged face.
    /// </summary>
    public double? Sharpness { get; init; }

    /// <summary>Mean luma in the middle of the aligned face, in [0, 255].</summary>
    public double? Brightness { get; init; }

    /// <summary>Standard deviation of the luma there, in [0, 127.5].</summary>
    public double? Contrast { get; init; }

    /// <summary>Measures an aligned face.</summary>
    /// <param name="aligned">The face in a template.</param>
    /// <returns>Sharpness, brightness and contrast; nothing of a picture smaller than 8x8.</returns>
    public static FaceConditions OfAligned(Picture aligned)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        if (aligned.Width < 8 || aligned.Height < 8)
        {
            return new FaceConditions();
        }

        var (brightness, contrast) = FaceLight.Of(aligned);
        return new FaceConditions
        {
            Sharpness = FaceSharpness.Of(aligned),
            Brightness = brightness,
            Contrast = contrast,
        };
    }

    /// <summary>Finds the face of a photograph and measures it.</summary>
    /// <param name="photograph">The photograph.</param>
    /// <param name="detector">Finds faces.</param>
    /// <param name="choice">Which face is meant if there are several.</param>
    /// <returns>
    /// All conditions; sharpness, brightness and contrast are those of the face in the template
    /// <see cref="AlignmentTemplate.FivePoint96x112"/>. Without a face, or with several where only one is allowed, the
    /// number of faces alone.
    /// </returns>
    /// <exception cref="ArgumentException">The photograph is too large to be searched.</exception>
    public static FaceConditions OfPhotograph(Picture photograph, FaceDetector detector, FaceChoice choice)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        ArgumentNullException.ThrowIfNull(detector);
        var faces = detector.Detect(photograph);
        var count = faces.Count == 0 ? 0 : FaceChoosing.Rivals(faces);
        if (FaceChoosing.Choose(faces, choice, photograph.Width, photograph.Height) is not { } face
            || FaceChoosing.AreSeveral(faces, choice))
        {
            return new FaceConditions { Faces = count };
        }

        return OfAligned(AlignmentTemplate.FivePoint96x112.Align(photograph, face.Landmarks)) with
        {
            Faces = count,
            Score = face.Score,
            FaceSize = Math.Sqrt(face.Box.Area),
            EyeDistance = face.EyeDistance,
            Pose = HeadPose.Of(face.Landmarks),
        };
    }
}
