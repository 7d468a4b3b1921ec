namespace NormFace.Native;

/// <summary>How libtorch came into the process.</summary>
public enum NativeStartMode
{
    /// <summary>Nothing was done here: on this system TorchSharp finds its native files by itself.</summary>
    LeftToTorchSharp,

    /// <summary>TorchSharp's native library was loaded as its package holds it.</summary>
    AsShipped,

    /// <summary>
    /// The C++ runtime of this system is older than the library wants, and a retargeted copy was loaded.
    /// </summary>
    Retargeted,
}

/// <summary>What <see cref="NativeStart"/> found and did.</summary>
/// <param name="Mode">How the libraries were loaded.</param>
/// <param name="LibTorchFolder">Folder libtorch was loaded from; null if TorchSharp was left to find it.</param>
/// <param name="LibraryPath">
/// The <c>libLibTorchSharp.so</c> of the package; null if TorchSharp was left to find it.
/// </param>
public sealed record NativeStartReport(
    NativeStartMode Mode, string? LibTorchFolder, string? LibraryPath);
