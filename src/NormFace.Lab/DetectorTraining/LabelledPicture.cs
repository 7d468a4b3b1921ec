using NormFace.Alignment;

namespace NormFace.DetectorTraining;

/// <summary>A picture with its faces.</summary>
/// <param name="Pixels">The picture.</param>
/// <param name="Faces">Faces to learn, and places to ignore; none for a background.</param>
internal sealed record LabelledPicture(MippedPicture Pixels, IReadOnlyList<LabelledFace> Faces)
{
    /// <summary>Places that a teacher took for a face and that are none.</summary>
    public IReadOnlyList<FaceBox> Lures { get; init; } = [];

    /// <summary>Faces to learn.</summary>
    public IReadOnlyList<LabelledFace> Learned { get; } = [.. Faces.Where(face => face.Landmarks is not null)];
}
