using NormFace.Weights;

namespace NormFace.Detection;

/// <summary>The weights of one of MTCNN's networks.</summary>
/// <param name="Stage">Which network.</param>
/// <param name="Tensors">Its numbers, named and ordered as <see cref="MtcnnOrder"/> says.</param>
/// <param name="File">The file they are from.</param>
internal sealed record LayerWeightsOfStage(MtcnnStage Stage, IReadOnlyList<StoredTensor> Tensors, string File);
