namespace NormFace.Graphs;

/// <summary>What goes into an ONNX file beside the network.</summary>
public sealed record ExportOptions
{
    /// <summary>Whether the graph takes bytes as float32, in [0, 255], and brings them to the contract itself.
    /// Otherwise it takes <c>(v − mean) · factor</c>.</summary>
    public bool TakesBytes { get; init; }

    /// <summary>Whether PReLU of maps is written as ONNX's <c>PRelu</c>. Otherwise as scaling, cutting at zero and
    /// adding, which ONNX Runtime computes much faster on processors.</summary>
    public bool UsesPRelu { get; init; }

    /// <summary>Whether the graph divides each feature by its length. A zero vector stays zero. Otherwise raw features
    /// come out.</summary>
    public bool GivesUnitVectors { get; init; }
}
