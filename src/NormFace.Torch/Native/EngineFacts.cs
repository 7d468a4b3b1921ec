namespace NormFace.Native;

/// <summary>What the loaded libtorch says of itself and the machine.</summary>
/// <param name="Version">Version of libtorch.</param>
/// <param name="Threads">Threads used inside one operation.</param>
/// <param name="GpuCount">Number of CUDA devices it can use; 0 with a CPU build.</param>
/// <param name="Functions">Functions of libtorch that NormFace uses where they exist.</param>
public sealed record EngineFacts(string Version, int Threads, int GpuCount, IReadOnlyList<EngineFunction> Functions)
{
    /// <summary>Whether this processor multiplies bfloat16 numbers itself. Starts nothing.</summary>
    public static bool ComputesBFloat16 => ProcessorUnits.ComputeBFloat16;

    /// <summary>Starts libtorch and asks it.</summary>
    /// <exception cref="NativeStartException">libtorch cannot be loaded here.</exception>
    public static EngineFacts Read()
    {
        NativeStart.Ensure();
        return new EngineFacts(
            __version__,
            get_num_threads(),
            cuda.is_available() ? cuda.device_count() : 0,
            [.. NativeSymbol.All.Select(symbol => symbol.ToFunction())]);
    }
}
