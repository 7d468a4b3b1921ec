namespace NormFace.Onnx;

/// <summary>One operation of a graph.</summary>
/// <param name="Operator">ONNX's name of it, such as <c>Conv</c>.</param>
/// <param name="Inputs">Names of what goes in: an input of the graph, an initializer, or an output of an earlier
/// node.</param>
/// <param name="Outputs">Names of what comes out, new in the graph.</param>
/// <param name="Attributes">Its constants.</param>
internal sealed record OnnxNode(
    string Operator,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<OnnxAttribute> Attributes);
