using NormFace.Sampling;

namespace NormFace.Training;

/// <summary>
/// Reseeds libtorch's random generators at every step, so that a resumed run draws the same numbers.
/// </summary>
internal static class StepSeed
{
    private const long Purpose = 11; // keeps these numbers apart from order and augmentation

    public static void Apply(long seed, long step, Device device)
    {
        var drawn = (long)(new SeededDraw(seed, step, third: Purpose).NextBits() >> 1);
        random.manual_seed(drawn);
        if (device.type == TorchSharp.DeviceType.CUDA)
        {
            cuda.manual_seed_all(drawn); // TorchSharp's random.manual_seed reaches the processor's generator only
        }
    }
}
