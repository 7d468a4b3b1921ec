namespace NormFace.Layers;

/// <summary>The largest value of each window of a map.</summary>
/// <param name="Kernel">Rows and columns of a window, at least 1.</param>
/// <param name="Stride">Step between windows, at least 1.</param>
public sealed record MaxPooling(int Kernel, int Stride) : Layer
{
    /// <summary>Whether only whole windows count, as in dlib; default: false, as in Caffe, where a last window may hang
    /// over the edge, but begins inside.</summary>
    public bool IsInside { get; init; }

    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs)
    {
        var map = SingleMap(inputs);
        AtLeast(1, Kernel, "kernel");
        AtLeast(1, Stride, "stride");
        return ValueShape.Map(map.Channels, Side(map.Height), Side(map.Width));
    }

    private int Side(int side) => IsInside ? WholeWindows(side, Kernel, Stride)
        : side + Stride <= Kernel ? 0 : ((side - Kernel + Stride - 1) / Stride) + 1;
}
