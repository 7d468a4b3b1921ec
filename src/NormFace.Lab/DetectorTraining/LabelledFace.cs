using NormFace.Alignment;

namespace NormFace.DetectorTraining;

/// <summary>A face to learn, or a place to ignore, in pixels of a picture.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Landmarks">Its five points; null for a place where the teachers disagree, which is ignored.</param>
internal sealed record LabelledFace(FaceBox Box, Landmarks? Landmarks);
