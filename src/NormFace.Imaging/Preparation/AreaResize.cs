using NormFace.Decoding;
using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Resizes by area: each pixel is the mean of what it covers. Exact for whole factors; a copy where sizes agree.</summary>
internal static class AreaResize
{
    /// <summary>Takes a crop of a picture to a contract's size and channel order.</summary>
    public static void Crop(Picture picture, PictureCrop crop, PixelContract contract, Span<byte> destination)
    {
        if (destination.Length != contract.ByteCount)
        {
            throw new ArgumentException($"destination must hold {contract.ByteCount} bytes, but holds {destination.Length}.", nameof(destination));
        }

        var columns = Shares(crop.Left, crop.Width, contract.Width);
        var rows = Shares(crop.Top, crop.Height, contract.Height);
        var to = 0;
        Span<double> sum = stackalloc double[3];

        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                sum.Clear();
                for (var y = 0; y < row.Weights.Length; y++)
                {
                    var from = (((row.First + y) * picture.Width) + column.First) * 3;
                    foreach (var share in column.Weights)
                    {
                        var weight = row.Weights[y] * share;
                        sum[0] += weight * picture.Rgb[from];
                        sum[1] += weight * picture.Rgb[from + 1];
                        sum[2] += weight * picture.Rgb[from + 2];
                        from += 3;
                    }
                }

                to = Store(sum, contract.Channels, destination, to);
            }
        }
    }

    private static int Store(ReadOnlySpan<double> rgb, ChannelOrder order, Span<byte> destination, int to)
    {
        switch (order)
        {
            case ChannelOrder.Grey:
                destination[to] = Round((0.299 * rgb[0]) + (0.587 * rgb[1]) + (0.114 * rgb[2]));
                return to + 1;
            case ChannelOrder.Bgr:
                destination[to] = Round(rgb[2]);
                destination[to + 1] = Round(rgb[1]);
                destination[to + 2] = Round(rgb[0]);
                return to + 3;
            default:
                destination[to] = Round(rgb[0]);
                destination[to + 1] = Round(rgb[1]);
                destination[to + 2] = Round(rgb[2]);
                return to + 3;
        }
    }

    private static byte Round(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, 255);

    // Which source cells each target cell covers, and with what share.
    private static (int First, double[] Weights)[] Shares(int start, int length, int count)
    {
        var result = new (int, double[])[count];
        for (var index = 0; index < count; index++)
        {
            var low = (double)index * length / count;
            var high = (double)(index + 1) * length / count;
            var first = (int)low;
            var last = Math.Min(length - 1, (int)Math.Ceiling(high) - 1);
            var weights = new double[last - first + 1];
            for (var cell = first; cell <= last; cell++)
            {
                weights[cell - first] = (Math.Min(high, cell + 1) - Math.Max(low, cell)) / (high - low);
            }

            result[index] = (start + first, weights);
        }

        return result;
    }
}
