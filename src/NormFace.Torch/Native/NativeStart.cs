using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NormFace.Native;

/// <summary>Brings libtorch into the process, once, before the first tensor.</summary>
/// <remarks>
/// <para>
/// TorchSharp expects half a gigabyte of native files beside the program and a C++ runtime of GCC 13. This loads them
/// from where NuGet unpacked them, and on older systems puts an adapted copy of TorchSharp's own small library in
/// place of the shipped one (see <c>docs/decisions/0002-native-start.md</c>).
/// </para>
/// <para>
/// It runs by itself before any other code of this library, and before <c>Main</c> of a C# program that references the
/// package. Where neither is early enough (a notebook, a plug-in), call <see cref="Ensure"/> before the first tensor.
/// </para>
/// </remarks>
public static class NativeStart
{
    private static readonly string[] LibTorchLoadOrder =
        ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    private static readonly Lazy<NativeStartReport> Start = new(Run, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>
    /// The folder into which <c>normface engine install</c> puts libtorch, and in which it is looked for last; null if
    /// the user has no folder for programs' data.
    /// </summary>
    public static string? EngineFolder => NativeFolders.Engine();

    /// <summary>Loads the native libraries unless that has been done; safe from any number of threads.</summary>
    /// <returns>What was found and done.</returns>
    /// <exception cref="NativeStartException">
    /// libtorch cannot be loaded here; the message says why and what to do.
    /// </exception>
    public static NativeStartReport Ensure() => Start.Value;

    private static NativeStartReport Run()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return new NativeStartReport(NativeStartMode.LeftToTorchSharp, null, null);
        }

        var folders = NativeFolders.Search();
        var libTorch = NativeFolders.Holding("libtorch_cpu.so", folders)
            ?? throw new NativeStartException(
                "libtorch is needed and was not found. Run 'normface engine install', which downloads it once (128 MB); "
                + "or, in a program of your own, reference the package "
                + $"{NativeFolders.LibTorchPackage} {NativeFolders.LibTorchVersion}; or set "
                + $"{NativeFolders.LibTorchVariable} to the folder of libtorch_cpu.so. "
                + $"Searched: {string.Join(", ", folders)}.");
        var libraryFolder = NativeFolders.Holding(RetargetedLibrary.FileName, folders)
            ?? throw new NativeStartException(
                $"{RetargetedLibrary.FileName} was not found in {string.Join(", ", folders)}. Reference the package "
                + "TorchSharp 0.107.0 in the program.");

        if (libTorch == NativeFolders.Engine())
        {
            EngineGuard.Check(libTorch);
        }

        WaitPolicy.Set();
        MemoryPolicy.Set();
        WorkspacePolicy.Set();
        LoadLibTorch(libTorch);
        var library = Path.Combine(libraryFolder, RetargetedLibrary.FileName);

        if (NativeLibrary.TryLoad(library, out _))
        {
            return new NativeStartReport(NativeStartMode.AsShipped, libTorch, library);
        }

        LoadRetargeted(library);
        return new NativeStartReport(NativeStartMode.Retargeted, libTorch, library);
    }

    private static void LoadLibTorch(string folder)
    {
        foreach (var path in LibTorchLoadOrder.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            try
            {
                NativeLibrary.Load(path);
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                throw new NativeStartException(
                    $"{path} cannot be loaded: {error.Message.Trim()} "
                    + "Clear the NuGet package folder of libtorch and restore again, or install what is missing.",
                    error);
            }
        }
    }

    [SupportedOSPlatform("linux")]
    private static void LoadRetargeted(string library)
    {
        var bytes = RetargetedLibrary.Create(library);
        var failures = new List<string>();
        foreach (var folder in RetargetedLibrary.Folders())
        {
            try
            {
                RetargetedLibrary.Load(folder, bytes);
                return;
            }
            catch (Exception error) when (
                error is IOException or UnauthorizedAccessException or DllNotFoundException or BadImageFormatException)
            {
                failures.Add($"{folder}: {error.Message.Trim()}");
            }
        }

        throw new NativeStartException(
            "TorchSharp's native library needs a newer C++ runtime (GLIBCXX_3.4.32) than this system has, and the "
            + $"adapted copy could not be stored or loaded. Tried {string.Join("; ", failures)}. Set XDG_CACHE_HOME or "
            + "TMPDIR to a writable folder that allows execution, or use a newer system (Debian 13, Ubuntu 24.04).");
    }
}
