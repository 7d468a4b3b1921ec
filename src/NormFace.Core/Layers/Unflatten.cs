namespace NormFace.Layers;

/// <summary>A row as a map, channel by channel, each row by row: what <see cref="Flatten"/> does, undone.</summary>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Height">Rows of the map.</param>
/// <param name="Width">Columns of the map.</param>
public sealed record Unflatten(int Channels, int Height, int Width) : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs)
    {
        var map = ValueShape.Map(
            AtLeast(1, Channels, "number of channels"), AtLeast(1, Height, "height"), AtLeast(1, Width, "width"));
        return !Single(inputs).IsMap && inputs[0].Count == map.Count
            ? map
            : throw new ArgumentException($"it makes {map} of a row of {map.Count}, but was given {inputs[0]}");
    }
}
