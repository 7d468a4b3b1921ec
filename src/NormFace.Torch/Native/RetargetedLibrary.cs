using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace NormFace.Native;

/// <summary>
/// The copy of TorchSharp's native library that older C++ runtimes can load. Each process makes its own, in
/// milliseconds: a copy that is kept would have to be guarded against whoever owns its folder.
/// </summary>
internal static class RetargetedLibrary
{
    /// <summary>File name of TorchSharp's native library.</summary>
    public const string FileName = "libLibTorchSharp.so";

    /// <summary>The one input that may be edited: TorchSharp 0.107.0, linux-x64.</summary>
    public const string InputSha256 = "cf33b1b0bb6bbb9754a768fb5c5d04d9f498603be50e73f55621a0b40ee608b8";

    /// <summary>What the edit of that input gives, byte for byte.</summary>
    public const string OutputSha256 = "29e4a83f59c99e61d77486c7fd10ef6947f0a09faaed1fbf0e25cfbfd9d0a185";

    /// <summary>The copy's bytes, made from the library in the package.</summary>
    /// <param name="packagePath">The library as its package holds it; only read.</param>
    /// <exception cref="NativeStartException">The library is not the one whose edit is known to be right.</exception>
    public static byte[] Create(string packagePath)
    {
        var library = File.ReadAllBytes(packagePath);
        var found = Hash(library);

        if (found != InputSha256)
        {
            throw new NativeStartException(
                $"{packagePath} must be TorchSharp 0.107.0's library (SHA-256 {InputSha256}), but its SHA-256 is "
                + $"{found}. "
                + "It needs a newer C++ runtime than this system has, and only that version's library can be "
                + "adapted. Use TorchSharp 0.107.0, or a system with GLIBCXX_3.4.32 (Debian 13, Ubuntu 24.04).");
        }

        ElfRetarget.Apply(library);
        var made = Hash(library);
        return made == OutputSha256
            ? library
            : throw new NativeStartException(
                $"The adapted library must have SHA-256 {OutputSha256}, but has {made}. Please report this.");
    }

    /// <summary>
    /// Folders in which the copy can be made, the first choice first: the one for temporary files, and the user's cache
    /// where that does not allow execution.
    /// </summary>
    public static IReadOnlyList<string> Folders()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var home = Environment.GetEnvironmentVariable("HOME");
        cache = string.IsNullOrEmpty(cache) && !string.IsNullOrEmpty(home) ? Path.Combine(home, ".cache") : cache;
        return Path.IsPathFullyQualified(cache ?? "") ? [Path.GetTempPath(), cache!] : [Path.GetTempPath()];
    }

    /// <summary>Brings the copy into the process by way of a file that nobody else can reach.</summary>
    /// <param name="folder">Folder of the file, which is gone afterwards.</param>
    /// <param name="library">The copy's bytes.</param>
    /// <remarks>
    /// The file is new, only its owner may open it, and it is loaded by its handle. Whoever owns the folder can remove
    /// the name or put another file there, but neither changes what is loaded.
    /// </remarks>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="DllNotFoundException">It cannot be loaded from there.</exception>
    [SupportedOSPlatform("linux")]
    public static void Load(string folder, ReadOnlySpan<byte> library)
    {
        var path = Path.Combine(folder, $"normface-{Guid.NewGuid():N}.so");
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        });
        try
        {
            file.Write(library);
        }
        finally
        {
            File.Delete(path);
        }

        NativeLibrary.Load($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
