namespace NormFace.Layers;

/// <summary>The mean of each channel of a map, as a row.</summary>
public sealed record MapMean : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) =>
        ValueShape.Row(SingleMap(inputs).Channels);
}
