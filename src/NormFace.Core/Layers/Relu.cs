namespace NormFace.Layers;

/// <summary>ReLU: <c>max(x, 0)</c>.</summary>
public sealed record Relu : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Single(inputs);
}
