using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Recognition;

namespace NormFace.Cropping;

/// <summary>Why somebody should look at an aligned face.</summary>
internal static class CropDoubts
{
    /// <summary>The reasons.</summary>
    /// <param name="aligned">The face in the template.</param>
    /// <param name="face">The face.</param>
    /// <param name="faces">All faces of the picture, the largest first; null if the landmarks were given.</param>
    /// <param name="template">The template.</param>
    /// <param name="options">Limits.</param>
    /// <param name="sureScore">Score of a face that is not doubtful, unless the limits say otherwise.</param>
    public static IEnumerable<string> Of(
        Picture aligned,
        DetectedFace face,
        IReadOnlyList<DetectedFace>? faces,
        AlignmentTemplate template,
        CropOptions options,
        double sureScore)
    {
        if (faces is not null && !ReferenceEquals(face, faces[0]))
        {
            yield return $"not the largest of {faces.Count} faces";
        }
        else if (faces is not null && FaceChoosing.Rivals(faces) is > 1 and var rivals)
        {
            yield return $"one of {rivals} faces that could be meant";
        }

        if (face.Score < (options.MinScore ?? sureScore))
        {
            yield return FormattableString.Invariant($"score {face.Score:F2}");
        }

        if (face.EyeDistance < options.MinEyeDistance)
        {
            yield return FormattableString.Invariant($"tiny: eyes {face.EyeDistance:F0} pixels apart");
        }

        if (FaceSharpness.Of(aligned) is var sharpness && sharpness < FaceSharpness.Min)
        {
            yield return FormattableString.Invariant($"blurred: sharpness {sharpness:F4}");
        }

        if (template.Residual(face.Landmarks) is var residual && residual > options.MaxResidual)
        {
            yield return FormattableString.Invariant(
                $"turned or badly found: points {residual:F1} pixels from the template");
        }
    }
}
