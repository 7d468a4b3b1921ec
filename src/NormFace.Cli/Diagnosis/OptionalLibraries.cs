using System.Runtime.InteropServices;

namespace NormFace.Cli.Diagnosis;

/// <summary>Optional libraries outside libtorch.</summary>
internal static class OptionalLibraries
{
    public static IReadOnlyList<Finding> Describe() =>
    [
        Library("MPI", ["libmpi.so.40", "libmpi.so.12"], "training stays in one process (Debian: install openmpi-bin)"),
        Library("CUDA driver", ["libcuda.so.1"], "no GPU can be used"),
        Library("NCCL", ["libnccl.so.2"], "several GPUs cannot train together"),
    ];

    private static Finding Library(string name, string[] files, string cost)
    {
        foreach (var file in files)
        {
            if (NativeLibrary.TryLoad(file, out var handle))
            {
                NativeLibrary.Free(handle);
                return new Finding(name, true, file);
            }
        }

        return new Finding(name, false, "not found", cost);
    }
}
