namespace NormFace.Layers;

/// <summary>The mean of each whole window of a map.</summary>
/// <param name="Kernel">Rows and columns of a window, at least 1.</param>
/// <param name="Stride">Step between windows, at least 1.</param>
public sealed record AveragePooling(int Kernel, int Stride) : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs)
    {
        var map = SingleMap(inputs);
        AtLeast(1, Kernel, "kernel");
        AtLeast(1, Stride, "stride");
        return ValueShape.Map(
            map.Channels, WholeWindows(map.Height, Kernel, Stride), WholeWindows(map.Width, Kernel, Stride));
    }
}
