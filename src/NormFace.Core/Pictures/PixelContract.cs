using System.Globalization;
using System.Numerics;

namespace NormFace.Pictures;

/// <summary>
/// What a network expects of its pixels. It travels in the model file; training, embedding and evaluation obey it.
/// </summary>
/// <remarks>A value <c>v</c> in [0, 255] enters the network as <c>(v − Mean) · Factor</c>.</remarks>
/// <param name="Width">Columns the network reads, at least 1.</param>
/// <param name="Height">Rows the network reads, at least 1.</param>
/// <param name="Channels">Channels and their order.</param>
/// <param name="Mean">
/// Value subtracted from each byte, in [0, 255], one for all channels or one for each; 127.5 for Wen's network, 0 for
/// the Light CNN.
/// </param>
/// <param name="Factor">
/// What the difference is multiplied by, above 0; 1/128 for Wen's network, 1/255 for the Light CNN.
/// </param>
/// <param name="Template">
/// Name of the alignment template, such as <c>five-point-96x112</c>; <c>none</c> for pictures that are no faces.
/// </param>
/// <param name="Crop">Where the template lies in the aligned pictures the network was made for.</param>
public sealed record PixelContract(
    int Width, int Height, ChannelOrder Channels, ChannelMeans Mean, double Factor, string Template, PictureCrop Crop)
{
    /// <summary>Most columns or rows that a network may read.</summary>
    public const int MaxSide = 4096;

    private const int Values = 256; // of a byte

    /// <summary>Bytes of a pixel.</summary>
    public int ChannelCount => Channels == ChannelOrder.Grey ? 1 : 3;

    /// <summary>Bytes of a picture in this contract.</summary>
    public int ByteCount => Width * Height * ChannelCount;

    /// <summary>
    /// The step from values of pixels to the numbers that a network reads: <c>(v − mean) · factor</c>.
    /// </summary>
    /// <remarks>
    /// In float32: both constants are rounded first, then the difference, then the product, as PyTorch's tensors do.
    /// Every engine and every detector takes this step here.
    /// </remarks>
    /// <param name="values">Values in [0, 255], whole or not; replaced by the numbers.</param>
    /// <param name="mean">Subtracted from each value.</param>
    /// <param name="factor">Multiplies the difference.</param>
    public static void Scale(Span<float> values, double mean, double factor)
    {
        var (single, multiplier) = ((float)mean, (float)factor);
        for (; values.Length >= Vector<float>.Count; values = values[Vector<float>.Count..])
        {
            ((new Vector<float>(values) - new Vector<float>(single)) * multiplier).CopyTo(values);
        }

        foreach (ref var value in values)
        {
            value = (value - single) * multiplier;
        }
    }

    /// <summary>The number that enters the network for each byte.</summary>
    /// <returns>256 numbers for each channel, that of byte 0 in the first channel first.</returns>
    public float[] Numbers()
    {
        float[] numbers = [.. Enumerable.Range(0, Values * ChannelCount).Select(index => index % Values)];
        for (var channel = 0; channel < ChannelCount; channel++)
        {
            Scale(numbers.AsSpan(Values * channel, Values), Mean[channel], Factor);
        }

        return numbers;
    }

    /// <summary>Converts prepared pictures to the numbers that a network reads.</summary>
    /// <param name="pixels">Whole pictures one after the other, channels together. Shape <c>[N, H, W, C]</c>.</param>
    /// <param name="numbers">
    /// Receives as many numbers: <c>[N, C, H, W]</c>, or <c>[N, H, W, C]</c> if <paramref name="isChannelsLast"/>.
    /// </param>
    /// <param name="isChannelsLast">Whether channels stay together.</param>
    /// <exception cref="ArgumentException">
    /// The bytes are not a whole number of pictures, or none, or there is not room for exactly as many numbers.
    /// </exception>
    public void Convert(ReadOnlySpan<byte> pixels, Span<float> numbers, bool isChannelsLast = false)
    {
        _ = CountOf(pixels);
        if (numbers.Length != pixels.Length)
        {
            throw new ArgumentException(
                $"numbers must have room for {pixels.Length} numbers, but has room for {numbers.Length}.",
                nameof(numbers));
        }

        if ((isChannelsLast && Mean.IsUniform) || ChannelCount == 1)
        {
            Widen(pixels, numbers);
            Scale(numbers, Mean.First, Factor);
            return;
        }

        var (table, area) = (Numbers(), Width * Height);
        if (isChannelsLast)
        {
            for (var index = 0; index < pixels.Length; index += 3)
            {
                numbers[index] = table[pixels[index]];
                numbers[index + 1] = table[Values + pixels[index + 1]];
                numbers[index + 2] = table[(2 * Values) + pixels[index + 2]];
            }

            return;
        }

        for (; pixels.Length > 0; pixels = pixels[ByteCount..], numbers = numbers[ByteCount..])
        {
            var second = numbers[area..];
            var third = second[area..];
            for (var pixel = 0; pixel < area; pixel++)
            {
                numbers[pixel] = table[pixels[3 * pixel]];
                second[pixel] = table[Values + pixels[(3 * pixel) + 1]];
                third[pixel] = table[(2 * Values) + pixels[(3 * pixel) + 2]];
            }
        }
    }

    private static void Widen(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        for (; pixels.Length >= Vector<byte>.Count; pixels = pixels[Vector<byte>.Count..])
        {
            Vector.Widen(new Vector<byte>(pixels), out var low, out var high);
            foreach (var half in (ReadOnlySpan<Vector<ushort>>)[low, high])
            {
                Vector.Widen(half, out var first, out var second);
                Vector.ConvertToSingle(first).CopyTo(values);
                Vector.ConvertToSingle(second).CopyTo(values[Vector<float>.Count..]);
                values = values[(2 * Vector<float>.Count)..];
            }
        }

        for (var index = 0; index < pixels.Length; index++)
        {
            values[index] = pixels[index];
        }
    }

    /// <summary>How many prepared pictures there are.</summary>
    /// <param name="pixels">Whole pictures one after the other.</param>
    /// <returns>Their number, at least 1.</returns>
    /// <exception cref="ArgumentException">The bytes are not a whole number of pictures, or none.</exception>
    public int CountOf(ReadOnlySpan<byte> pixels) => pixels.Length > 0 && pixels.Length % ByteCount == 0
        ? pixels.Length / ByteCount
        : throw new ArgumentException(
            $"pixels must hold whole pictures of {ByteCount} bytes, but holds {pixels.Length} bytes.", nameof(pixels));

    /// <summary>Throws unless every part is in its range.</summary>
    /// <returns>The contract itself.</returns>
    /// <exception cref="ArgumentException">A part is out of range; it is named.</exception>
    public PixelContract Checked()
    {
        if (Width is < 1 or > MaxSide || Height is < 1 or > MaxSide)
        {
            throw new ArgumentException(
                $"A contract's width and height must lie in [1, {MaxSide}], but were {Width} and {Height}.");
        }

        if (!(Mean is { First: >= 0 and <= 255, Second: >= 0 and <= 255, Third: >= 0 and <= 255 } && Factor > 0
            && double.IsFinite(Factor)))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"A contract's mean must lie in [0, 255] and its factor be finite and above 0, but they were {Mean} "
                + $"and {Factor}."));
        }

        if (ChannelCount == 1 && !Mean.IsUniform)
        {
            throw new ArgumentException(
                $"A contract for grey pictures must have one mean, but has one for each channel: {Mean}.");
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(Template);
        ArgumentNullException.ThrowIfNull(Crop);
        _ = Crop.Checked();
        return this;
    }
}
