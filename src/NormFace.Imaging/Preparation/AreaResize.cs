using System.Runtime.CompilerServices;
using NormFace.Decoding;
using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Resizes by area: each pixel is the mean of what it covers, rounded half up. Exact: all sums are of whole
/// numbers.</summary>
/// <remarks>
/// A source pixel is thought of as cut into as many parts as there are target pixels along an axis, a target pixel then
/// covers as many of them as the crop is long. Luma is <c>(299 R + 587 G + 114 B) / 1000</c> of the mean, rounded once.
/// </remarks>
internal static class AreaResize
{
    /// <summary>Takes a crop of a picture to a contract's size and channel order.</summary>
    public static void Crop(Picture picture, PictureCrop crop, PixelContract contract, Span<byte> destination)
    {
        if (destination.Length != contract.ByteCount)
        {
            throw new ArgumentException(
                $"destination must hold {contract.ByteCount} bytes, but holds {destination.Length}.",
                nameof(destination));
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
            var row = picture.Rgb.Slice((((crop.Top + y) * picture.Width) + crop.Left) * 3, crop.Width * 3);
            if (order == ChannelOrder.Rgb)
            {
                row.CopyTo(destination[to..]);
                to += row.Length;
                continue;
            }

            for (var x = 0; x < row.Length; x += 3)
            {
                to = Store(row[x], row[x + 1], row[x + 2], 1u, order, destination, to);
            }
        }
    }

    private static void Halve(Picture picture, PictureCrop crop, ChannelOrder order, Span<byte> destination)
    {
        var to = 0;
        for (var y = 0; y < crop.Height; y += 2)
        {
            var start = (((crop.Top + y) * picture.Width) + crop.Left) * 3;
            var upper = picture.Rgb.Slice(start, crop.Width * 3);
            var lower = picture.Rgb.Slice(start + (picture.Width * 3), crop.Width * 3);
            for (var x = 0; x + 5 < upper.Length && x + 5 < lower.Length; x += 6)
            {
                var red = (uint)(upper[x] + upper[x + 3] + lower[x] + lower[x + 3]);
                var green = (uint)(upper[x + 1] + upper[x + 4] + lower[x + 1] + lower[x + 4]);
                var blue = (uint)(upper[x + 2] + upper[x + 5] + lower[x + 2] + lower[x + 5]);
                to = Store(red, green, blue, 4u, order, destination, to);
            }
        }
    }

    private static void Weigh(Picture picture, PictureCrop crop, PixelContract contract, Span<byte> destination)
    {
        var columns = Shares(crop.Left, crop.Width, contract.Width);
        var rows = Shares(crop.Top, crop.Height, contract.Height);
        var area = (ulong)crop.Width * (ulong)crop.Height;
        var rgb = picture.Rgb;
        var to = 0;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                ulong red = 0, green = 0, blue = 0;
                for (var y = 0; y < row.Weights.Length; y++)
                {
                    var from = (((row.First + y) * picture.Width) + column.First) * 3;
                    foreach (var share in column.Weights)
                    {
                        var weight = row.Weights[y] * share;
                        red += weight * rgb[from];
                        green += weight * rgb[from + 1];
                        blue += weight * rgb[from + 2];
                        from += 3;
                    }
                }

                to = Store(red, green, blue, area, contract.Channels, destination, to);
            }
        }
    }

    // Inlined, the divisions are by constants.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Store(
        uint red, uint green, uint blue, uint area, ChannelOrder order, Span<byte> destination, int to)
    {
        if (order == ChannelOrder.Grey)
        {
            destination[to] = (byte)(((299 * red) + (587 * green) + (114 * blue) + (500 * area)) / (1000 * area));
            return to + 1;
        }

        var (first, last) = order == ChannelOrder.Bgr ? (blue, red) : (red, blue);
        destination[to] = (byte)((first + (area / 2)) / area);
        destination[to + 1] = (byte)((green + (area / 2)) / area);
        destination[to + 2] = (byte)((last + (area / 2)) / area);
        return to + 3;
    }

    private static int Store(
        ulong red, ulong green, ulong blue, ulong area, ChannelOrder order, Span<byte> destination, int to)
    {
        if (order == ChannelOrder.Grey)
        {
            destination[to] = Mean((299 * red) + (587 * green) + (114 * blue), 1000 * area);
            return to + 1;
        }

        var (first, last) = order == ChannelOrder.Bgr ? (blue, red) : (red, blue);
        destination[to] = Mean(first, area);
        destination[to + 1] = Mean(green, area);
        destination[to + 2] = Mean(last, area);
        return to + 3;
    }

    private static byte Mean(ulong sum, ulong area) => (byte)(((2 * sum) + area) / (2 * area));

    // Which source pixels each target pixel covers, and how many parts of each. The parts of one target pixel sum to
    // the length.
    private static (int First, ulong[] Weights)[] Shares(int start, int length, int count)
    {
        var result = new (int, ulong[])[count];
        for (var index = 0; index < count; index++)
        {
            var (low, high) = ((long)index * length, ((long)index + 1) * length);
            var first = (int)(low / count);
            var last = (int)((high - 1) / count);
            var weights = new ulong[last - first + 1];
            for (var cell = first; cell <= last; cell++)
            {
                weights[cell - first] =
                    (ulong)(Math.Min(high, (cell + 1L) * count) - Math.Max(low, (long)cell * count));
            }

            result[index] = (start + first, weights);
        }

        return result;
    }
}
