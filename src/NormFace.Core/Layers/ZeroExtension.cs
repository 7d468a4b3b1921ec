namespace NormFace.Layers;

/// <summary>A map with zeros behind its last channel, row and column: dlib's way to add maps of different
/// shapes.</summary>
/// <param name="Channels">Channels of zeros, at least 0.</param>
/// <param name="Rows">Rows of zeros, at least 0.</param>
/// <param name="Columns">Columns of zeros, at least 0.</param>
public sealed record ZeroExtension(int Channels, int Rows = 0, int Columns = 0) : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs)
    {
        var map = SingleMap(inputs);
        AtLeast(0, Channels, "channels");
        AtLeast(0, Rows, "rows");
        AtLeast(0, Columns, "columns");
        return ValueShape.Map(
            checked(map.Channels + Channels), checked(map.Height + Rows), checked(map.Width + Columns));
    }
}
