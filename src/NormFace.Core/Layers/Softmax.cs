namespace NormFace.Layers;

/// <summary>
/// Shares of classes: <c>e^x_c / Σ_k e^x_k</c> over the channels of each place of a map, or over a row.
/// </summary>
public sealed record Softmax : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Single(inputs);
}
