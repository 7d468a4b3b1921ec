using NormFace.Pictures;

namespace NormFace.Batches;

/// <summary>Turns bytes that obey a contract into the tensor a network reads: the one place where pixels become numbers.</summary>
public static class PictureTensor
{
    /// <summary>Converts pictures.</summary>
    /// <param name="pixels">Pictures one after the other, channels together: <c>N ·</c> <see cref="PixelContract.ByteCount"/> bytes.</param>
    /// <param name="contract">What the bytes obey.</param>
    /// <param name="device">Where the tensor shall be.</param>
    /// <param name="isChannelsLast">Whether channels stay together in memory, which convolutions in bfloat16 prefer.</param>
    /// <returns><c>(v − mean) · factor</c>. Shape <c>[N, C, H, W]</c>, float32.</returns>
    /// <exception cref="ArgumentException">The bytes are not a whole number of pictures, or none.</exception>
    public static Tensor From(byte[] pixels, PixelContract contract, Device device, bool isChannelsLast = true)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(contract);
        if (pixels.Length == 0 || pixels.Length % contract.ByteCount != 0)
        {
            throw new ArgumentException($"pixels must hold whole pictures of {contract.ByteCount} bytes, but holds {pixels.Length} bytes.", nameof(pixels));
        }

        using var scope = NewDisposeScope();
        var shape = new long[] { pixels.Length / contract.ByteCount, contract.Height, contract.Width, contract.ChannelCount };
        var numbers = frombuffer(pixels, ScalarType.Byte).to(device).to(ScalarType.Float32).sub_(contract.Mean).mul_(contract.Factor);
        var pictures = numbers.view(shape).permute(0, 3, 1, 2);
        return (isChannelsLast ? pictures : pictures.contiguous()).MoveToOuterDisposeScope();
    }
}
