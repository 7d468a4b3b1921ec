using NormFace.Native;

namespace NormFace.Cli.Diagnosis;

/// <summary>libtorch, how it was loaded, and what it offers beyond TorchSharp.</summary>
internal static class Engine
{
    /// <exception cref="NativeStartException">libtorch cannot be loaded here.</exception>
    public static IReadOnlyList<Finding> Describe()
    {
        var start = NativeStart.Ensure();
        var facts = EngineFacts.Read();
        return
        [
            new("libtorch", true, $"{facts.Version} from {start.LibTorchFolder ?? "TorchSharp's own search path"}"),
            new("TorchSharp's library", true, start.Mode switch
            {
                NativeStartMode.AsShipped => $"as shipped, {start.LibraryPath}",
                NativeStartMode.Retargeted => "adapted to this system's older C++ runtime",
                _ => "left to TorchSharp on this system",
            }),
            new("threads", true, FormattableString.Invariant(
                $"{facts.Threads} inside one operation (set by OMP_NUM_THREADS)")),
            new(
                "GPU",
                facts.GpuCount > 0,
                facts.GpuCount > 0 ? FormattableString.Invariant($"{facts.GpuCount} CUDA devices") : "none",
                "training runs on the CPU; a GPU needs a CUDA build of libtorch (set NORMFACE_LIBTORCH to its folder)"),
            .. facts.Functions.Select(function => new Finding(
                function.Feature,
                function.IsPresent,
                function.IsPresent ? function.Name : "not exported",
                function.CostOfAbsence)),
        ];
    }
}
