using NormFace.Weights;

namespace NormFace.Onnx;

/// <summary>A network in ONNX's terms: operations in the order they run, constants, and texts about it.</summary>
/// <param name="Name">Name of the graph.</param>
/// <param name="Inputs">What goes in.</param>
/// <param name="Outputs">What comes out.</param>
/// <param name="Nodes">The operations, each after those it reads from.</param>
/// <param name="Initializers">Constants by name, float32 or int64.</param>
/// <param name="Texts">Texts about the model by key.</param>
internal sealed record OnnxModel(
    string Name,
    IReadOnlyList<OnnxValue> Inputs,
    IReadOnlyList<OnnxValue> Outputs,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<StoredTensor> Initializers,
    IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Version of the operators: old enough for every runtime in use, new enough for all that is
    /// needed.</summary>
    public const int OperatorVersion = 17;

    /// <summary>Version of the file format that came with these operators.</summary>
    public const int FormatVersion = 8;
}
