namespace NormFace.Layers;

/// <summary>The largest value of each window of a map.</summary>
/// <remarks>As Caffe's pooling it rounds up: a last window may hang over the edge, but begins inside.</remarks>
/// <param name="Kernel">Rows and columns of a window, at least 1.</param>
/// <param name="Stride">Step between windows, at least 1.</param>
public sealed record MaxPooling(int Kernel, int Stride) : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs)
    {
        var map = SingleMap(inputs);
        AtLeast(1, Kernel, "kernel");
        AtLeast(1, Stride, "stride");
        return ValueShape.Map(map.Channels, Side(map.Height), Side(map.Width));
    }

    private int Side(int side) => side + Stride <= Kernel ? 0 : ((side - Kernel + Stride - 1) / Stride) + 1;
}
