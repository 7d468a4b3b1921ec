using NormFace.Detection;

namespace NormFace.Recognition;

/// <summary>What a picture must show to be relied on. What falls short is refused by name (<see cref="FaceProblem"/>).</summary>
public sealed record FaceDemands
{
    /// <summary>Takes whatever is found: the paper's choice of face, any size, any blur.</summary>
    public static FaceDemands None { get; } = new() { Choice = FaceChoice.Central, LeastEyeDistance = 0, LeastSharpness = 0 };

    /// <summary>Which face is meant; unless set, pictures of several that could be meant are refused.</summary>
    public FaceChoice Choice { get; init; } = FaceChoice.Only;

    /// <summary>Least distance between the eyes, in pixels of the picture, at least 0. 16 unless set: a face of about 40 pixels.</summary>
    public double LeastEyeDistance { get; init; } = 16;

    /// <summary>Least <see cref="FaceSharpness"/>, at least 0.</summary>
    public double LeastSharpness { get; init; } = FaceSharpness.Least;
}
