using System.ComponentModel.DataAnnotations;
using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.Recognition;

/// <summary>What a photograph must show to be relied on. What falls short is a <see cref="FaceProblem"/>.</summary>
public sealed record FaceRequirements
{
    /// <summary>Takes whatever is found: the paper's choice of face, any size, any blur.</summary>
    public static FaceRequirements None { get; } =
        new() { Choice = FaceChoice.Central, MinEyeDistance = 0, MinSharpness = 0 };

    /// <summary>Which face is meant; by default, photographs of several that could be meant are refused.</summary>
    public FaceChoice Choice { get; init; } = FaceChoice.Only;

    /// <summary>Least distance between the eyes, in pixels of the photograph. Default: 16, a face of about 40
    /// pixels.</summary>
    [Range(0, double.MaxValue)]
    public double MinEyeDistance { get; init; } = 16;

    /// <summary>
    /// Least sharpness: mean square of the Laplacian of the aligned face's luma over the luma's variance. Default:
    /// 0.004; how it was chosen is in docs/results/faces.md.
    /// </summary>
    [Range(0, double.MaxValue)]
    public double MinSharpness { get; init; } = FaceSharpness.Min;

    /// <summary>Chooses the face that is meant.</summary>
    /// <returns>The face, or what is wrong.</returns>
    internal (DetectedFace? Face, FaceProblem? Problem) Choose(IReadOnlyList<DetectedFace> faces, Picture photograph)
    {
        if (FaceChoosing.Choose(faces, Choice, photograph.Width, photograph.Height) is not { } face)
        {
            return (null, new FaceProblem(
                FaceProblemKind.NoFace,
                FaceChoosing.WhyNone(faces, Choice, photograph.Width, photograph.Height) + "."));
        }

        if (FaceChoosing.AreSeveral(faces, Choice))
        {
            return (null, new FaceProblem(FaceProblemKind.SeveralFaces, FaceChoosing.WhySeveral(faces)));
        }

        return face.EyeDistance >= MinEyeDistance ? (face, null) : (null, new FaceProblem(
            FaceProblemKind.TinyFace,
            FormattableString.Invariant(
                $"the face is tiny: its eyes are {face.EyeDistance:F0} pixels apart, but at least ")
            + FormattableString.Invariant($"{MinEyeDistance:F0} are required. Use a closer or larger picture.")));
    }

    /// <summary>What is wrong with an aligned face of a sharpness; null if nothing is.</summary>
    internal FaceProblem? ProblemOf(double sharpness) => sharpness >= MinSharpness ? null : new FaceProblem(
        FaceProblemKind.BlurredFace,
        FormattableString.Invariant(
            $"the face is blurred: its sharpness is {sharpness:F4}, but at least {MinSharpness:F4} is ")
        + "required. Use a sharper picture.");
}
