namespace NormFace.Native;

/// <summary>The device and threads of a computation, named by text, for programs that do not name TorchSharp.</summary>
public sealed class ComputeMachine
{
    private ComputeMachine(Device device, int threads) => (Device, Threads) = (device, threads);

    /// <summary>Where tensors are.</summary>
    public Device Device { get; }

    /// <summary>Whether that is the processor.</summary>
    public bool IsProcessor => Device.type == TorchSharp.DeviceType.CPU;

    /// <summary>Threads of an operator, and of decoding.</summary>
    public int Threads { get; }

    /// <summary>Chooses a device and sets the number of threads of the engine for this process.</summary>
    /// <param name="device">Such as <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <returns>The machine.</returns>
    /// <exception cref="ArgumentException">The device is unknown or not available.</exception>
    public static ComputeMachine Choose(string device, int threads)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        NativeStart.Ensure();
        var chosen = Parse(device);
        var isThere = chosen.type switch
        {
            TorchSharp.DeviceType.CPU => true,
            TorchSharp.DeviceType.CUDA => cuda_is_available() && chosen.index < cuda.device_count(),
            TorchSharp.DeviceType.MPS => mps_is_available(),
            _ => false,
        };
        if (!isThere)
        {
            var available = cuda_is_available() ? "cpu, cuda" : "cpu";
            throw new ArgumentException($"--device must be a device of this machine, but was '{device}'. "
                + $"Available: {available}. 'normface doctor' shows more.");
        }

        set_num_threads(threads);
        return new ComputeMachine(chosen, threads);
    }

    private static Device Parse(string text)
    {
        try
        {
            return new Device(text);
        }
        catch (Exception error) when (
            error is ArgumentException or System.Runtime.InteropServices.ExternalException or FormatException)
        {
            throw new ArgumentException($"--device must have the form cpu or cuda:0, but was '{text}'.", error);
        }
    }
}
