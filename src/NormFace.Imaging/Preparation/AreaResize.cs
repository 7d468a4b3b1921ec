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

        if (contract.Width == crop.Width && contract.Height == crop.Height)
        {
            Copy(picture, crop, contract.Channels, destination);
        }
        else if (2 * contract.Width == crop.Width && 2 * contract.Height == crop.Height)
        {
            Halve(picture, crop, contract.Channels, destination);
        }
        else
        {
            Weigh(picture, crop, contract, destination);
        }
    }

    private static void Copy(Picture picture, PictureCrop crop, ChannelOrder order, Span<byte> destination)
    {
        var to = 0;
        for (var y = 0; y < crop.Height; y++)
        {
            var row = picture.Rgb.AsSpan((((crop.Top + y) * picture.Width) + crop.Left) * 3, crop.Width * 3);
            if (order == ChannelOrder.Rgb)
            {
                row.CopyTo(destination[to..]);
                to += row.Length;
                continue;
            }

            for (var x = 0; x < row.Length; x += 3)
            {
                to = Store(row[x], row[x + 1], row[x + 2], order, destination, to);
            }
        }
    }

    // A mean of four whole numbers, rounded half up, is (sum + 2) / 4 without its rest.
    private static void Halve(Picture picture, PictureCrop crop, ChannelOrder order, Span<byte> destination)
    {
        var to = 0;
        for (var y = 0; y < crop.Height; y += 2)
        {
            var start = (((crop.Top + y) * picture.Width) + crop.Left) * 3;
            var upper = picture.Rgb.AsSpan(start, crop.Width * 3);
            var lower = picture.Rgb.AsSpan(start + (picture.Width * 3), crop.Width * 3);
            for (var x = 0; x < upper.Length; x += 6)
            {
                var red = upper[x] + upper[x + 3] + lower[x] + lower[x + 3];
                var green = upper[x + 1] + upper[x + 4] + lower[x + 1] + lower[x + 4];
                var blue = upper[x + 2] + upper[x + 5] + lower[x + 2] + lower[x + 5];
                to = order == ChannelOrder.Grey
                    ? Store(red / 4.0, green / 4.0, blue / 4.0, order, destination, to)
                    : Store((byte)((red + 2) >> 2), (byte)((green + 2) >> 2), (byte)((blue + 2) >> 2), order, destination, to);
            }
        }
    }

    private static void Weigh(Picture picture, PictureCrop crop, PixelContract contract, Span<byte> destination)
    {
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

                to = Store(sum[0], sum[1], sum[2], contract.Channels, destination, to);
            }
        }
    }

    private static int Store(double red, double green, double blue, ChannelOrder order, Span<byte> destination, int to)
    {
        if (order != ChannelOrder.Grey)
        {
            return Store(Round(red), Round(green), Round(blue), order, destination, to);
        }

        destination[to] = Round((0.299 * red) + (0.587 * green) + (0.114 * blue));
        return to + 1;
    }

    private static int Store(byte red, byte green, byte blue, ChannelOrder order, Span<byte> destination, int to)
    {
        if (order == ChannelOrder.Grey)
        {
            return Store((double)red, green, blue, order, destination, to);
        }

        var (first, last) = order == ChannelOrder.Bgr ? (blue, red) : (red, blue);
        destination[to] = first;
        destination[to + 1] = green;
        destination[to + 2] = last;
        return to + 3;
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
