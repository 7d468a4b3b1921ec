using System.Runtime.InteropServices;
using NormFace.Pictures;

namespace NormFace.Batches;

/// <summary>
/// Turns bytes that obey a contract into the tensor a network reads, by <see cref="PixelContract.Convert"/>.
/// </summary>
internal static class PictureTensor
{
    /// <summary>Converts pictures.</summary>
    /// <param name="pixels">
    /// Pictures one after the other, channels together: <c>N ·</c> <see cref="PixelContract.ByteCount"/> bytes.
    /// </param>
    /// <param name="contract">What the bytes obey.</param>
    /// <param name="device">Device of the tensor.</param>
    /// <param name="isChannelsLast">
    /// Whether channels stay together in memory, which convolutions in bfloat16 prefer.
    /// </param>
    /// <returns><c>(v − mean) · factor</c>. Shape <c>[N, C, H, W]</c>, float32.</returns>
    /// <exception cref="ArgumentException">The bytes are not a whole number of pictures, or none.</exception>
    public static Tensor From(
        ReadOnlySpan<byte> pixels, PixelContract contract, Device device, bool isChannelsLast = true)
    {
        ArgumentNullException.ThrowIfNull(contract);
        using var scope = NewDisposeScope();
        var shape = new long[] { contract.CountOf(pixels), contract.Height, contract.Width, contract.ChannelCount };
        var numbers = device.type == TorchSharp.DeviceType.CPU
            ? Converted(pixels, contract, shape)
            : Looked(pixels, contract, shape, device);
        var pictures = numbers.permute(0, 3, 1, 2);
        return (isChannelsLast ? pictures : pictures.contiguous()).MoveToOuterDisposeScope();
    }

    private static Tensor Converted(ReadOnlySpan<byte> pixels, PixelContract contract, long[] shape)
    {
        var numbers = empty(shape, ScalarType.Float32);
        contract.Convert(pixels, MemoryMarshal.Cast<byte, float>(numbers.bytes), isChannelsLast: true);
        return numbers;
    }

    /// <summary>The same numbers, looked up on the device: bytes travel there in a quarter of the time.</summary>
    internal static Tensor Looked(ReadOnlySpan<byte> pixels, PixelContract contract, long[] shape, Device device)
    {
        const int values = 256; // of a byte; each channel has as many numbers
        var channels = arange(0, contract.ChannelCount * values, values, ScalarType.Int32, device);
        var places = tensor(pixels.ToArray()).to(device).to(ScalarType.Int32).view(shape) + channels;
        return tensor(contract.Numbers(), device: device).index_select(0, places.view(-1)).view(shape);
    }
}
