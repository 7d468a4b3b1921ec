using System.Runtime.InteropServices;

namespace NormFace.Cli.Engines;

/// <summary>The NuGet package that brings libtorch, as it is pinned: any other bytes are refused.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version, the one that TorchSharp was built for.</param>
/// <param name="Size">Bytes of the package file.</param>
/// <param name="Sha256">SHA-256 of the package file, in hexadecimal.</param>
/// <param name="InstalledSize">Bytes of <see cref="Files"/>.</param>
internal sealed record EnginePackage(string Id, string Version, long Size, string Sha256, long InstalledSize)
{
    /// <summary>The CPU build for Linux x64.</summary>
    public static EnginePackage LibTorch { get; } = new(
        "libtorch-cpu-linux-x64",
        "2.10.0",
        128_200_806,
        "e821a8a2db5b3e726fbe4321f36a9e8934f1e9f2849424063d21aafe4b6e11d1",
        462_980_691);

    /// <summary>Whether this machine can run it.</summary>
    public static bool RunsHere =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>
    /// The files that are unpacked, by their place in the package: what loads, and its licence; not the bindings for
    /// Python and the libraries for tests.
    /// </summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        "runtimes/linux-x64/native/libgomp-98b21ff3.so.1",
        "runtimes/linux-x64/native/libc10.so",
        "runtimes/linux-x64/native/libtorch_cpu.so",
        "runtimes/linux-x64/native/libtorch.so",
        "LICENSE-LIBTORCH.txt",
    ];

    public override string ToString() => $"{Id} {Version}";
}
