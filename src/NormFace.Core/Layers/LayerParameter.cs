namespace NormFace.Layers;

/// <summary>A tensor that a layer learns.</summary>
/// <param name="Name">Its name within the layer: <c>weight</c> or <c>bias</c>.</param>
/// <param name="Kind">What it does, on which its share of learning rate and decay depends.</param>
/// <param name="Shape">Its shape, such as <c>[64, 3, 3, 3]</c>: outputs first.</param>
public sealed record LayerParameter(string Name, ParameterKind Kind, IReadOnlyList<long> Shape)
{
    /// <summary>Number of values.</summary>
    public double Count => Shape.Aggregate(1.0, (product, side) => product * side);
}
