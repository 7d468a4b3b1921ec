namespace NormFace.Layers;

/// <summary>A larger map in which each value stands in a square of its own.</summary>
/// <param name="Factor">Side of the square, at least 1.</param>
public sealed record Upsampling(int Factor) : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs)
    {
        var map = SingleMap(inputs);
        AtLeast(1, Factor, "factor");
        return ValueShape.Map(map.Channels, checked(map.Height * Factor), checked(map.Width * Factor));
    }
}
