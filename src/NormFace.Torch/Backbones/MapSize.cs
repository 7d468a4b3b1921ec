namespace NormFace.Backbones;

/// <summary>Rows and columns of a feature map, followed through the layers before any is built.</summary>
internal readonly record struct MapSize(int Height, int Width)
{
    public static MapSize Of(BackboneOptions options) => new(options.InputHeight!.Value, options.InputWidth!.Value);

    public long Area => (long)Height * Width;

    /// <summary>After a convolution, or a pooling that rounds down. A map that would be empty has size 0.</summary>
    public MapSize Convolved(int kernel, int stride = 1, int padding = 0)
    {
        int Side(int side) => side + (2 * padding) < kernel || side < 1 ? 0 : ((side + (2 * padding) - kernel) / stride) + 1;
        return new MapSize(Side(Height), Side(Width));
    }

    /// <summary>After Caffe's pooling, which rounds up: a last window may hang over the edge, but begins inside.</summary>
    public MapSize Pooled(int kernel, int stride)
    {
        int Side(int side) => side < 1 || side + stride <= kernel ? 0 : ((side - kernel + stride - 1) / stride) + 1;
        return new MapSize(Side(Height), Side(Width));
    }

    /// <summary>Throws unless anything is left of the picture.</summary>
    public MapSize Checked(string network, BackboneOptions options) => Area > 0
        ? this
        : throw new ArgumentException(
            $"Pictures for {network} must be larger than {options.InputWidth} wide and {options.InputHeight} high: its layers leave nothing of them. Raise {nameof(options.InputWidth)} or {nameof(options.InputHeight)}.");
}
