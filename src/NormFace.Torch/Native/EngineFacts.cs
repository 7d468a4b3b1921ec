namespace NormFace.Native;

/// <summary>What the loaded libtorch says of itself and the machine.</summary>
/// <param name="Version">Version of libtorch.</param>
/// <param name="Threads">Threads used inside one operation.</param>
/// <param name="GpuCount">Number of CUDA devices it can use; 0 with a CPU build.</param>
public sealed record EngineFacts(string Version, int Threads, int GpuCount)
{
    /// <summary>Starts libtorch and asks it.</summary>
    /// <exception cref="NativeStartException">libtorch cannot be loaded here.</exception>
    public static EngineFacts Read()
    {
        NativeStart.Ensure();
        return new EngineFacts(__version__, get_num_threads(), cuda.is_available() ? cuda.device_count() : 0);
    }
}
