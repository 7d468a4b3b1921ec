namespace NormFace.Onnx;

/// <summary>A float32 tensor that enters or leaves a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Lengths of its axes: whole numbers, or names of lengths that may vary, such as <c>N</c>.</param>
internal sealed record OnnxValue(string Name, IReadOnlyList<string> Shape);
