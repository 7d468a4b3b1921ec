using NormFace.Pictures;

namespace NormFace.Running;

/// <summary>Prepared bytes as the numbers that a graph reads.</summary>
internal static class ContractPlanes
{
    /// <summary>Channels of each picture one after the other, <c>[N, C, H, W]</c>, or as they lie, <c>[N, H, W, C]</c>.</summary>
    /// <param name="pixels">Prepared pictures, <c>[N, H, W, C]</c>.</param>
    /// <param name="contract">What they obey.</param>
    /// <param name="keepsBytes">Whether the numbers are the bytes themselves: the graph scales them.</param>
    /// <param name="isChannelsLast">Whether the graph reads channels together.</param>
    public static float[] Of(ReadOnlySpan<byte> pixels, PixelContract contract, bool keepsBytes, bool isChannelsLast = false)
    {
        float[] numbers = [.. Enumerable.Range(0, 256).Select(value => keepsBytes ? value : Scaled(contract, (byte)value))];
        var planes = new float[pixels.Length];
        var (channels, area) = (contract.ChannelCount, contract.Width * contract.Height);
        for (var from = 0; from < pixels.Length; from += contract.ByteCount)
        {
            for (var index = 0; index < contract.ByteCount; index++)
            {
                var to = isChannelsLast ? index : (index % channels * area) + (index / channels);
                planes[from + to] = numbers[pixels[from + index]];
            }
        }

        return planes;
    }

    /// <summary>Throws unless bytes are whole pictures.</summary>
    /// <exception cref="ArgumentException">They are not, or there are none.</exception>
    public static void Check(byte[] pixels, PixelContract contract)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length == 0 || pixels.Length % contract.ByteCount != 0)
        {
            throw new ArgumentException($"pixels must hold whole pictures of {contract.ByteCount} bytes, but holds {pixels.Length} bytes.", nameof(pixels));
        }
    }

    // In the order and precision of PictureTensor, so that both engines see the same numbers.
    private static float Scaled(PixelContract contract, byte value) => (value - (float)contract.Mean) * (float)contract.Factor;
}
