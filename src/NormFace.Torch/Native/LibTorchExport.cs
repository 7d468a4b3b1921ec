using System.Runtime.InteropServices;

namespace NormFace.Native;

/// <summary>Addresses of functions that libtorch exports and TorchSharp does not offer.</summary>
internal static class LibTorchExport
{
    private static readonly Lazy<nint> Library = new(Load);

    /// <summary>Address of a function, or 0 if the loaded libtorch does not export it.</summary>
    public static nint Find(string name) =>
        Library.Value != 0 && NativeLibrary.TryGetExport(Library.Value, name, out var address) ? address : 0;

    private static nint Load() =>
        NativeStart.Ensure().LibTorchFolder is { } folder
            && NativeLibrary.TryLoad(Path.Combine(folder, "libtorch_cpu.so"), out var handle)
            ? handle
            : 0;
}
