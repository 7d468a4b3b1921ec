using System.Security.Cryptography;

namespace NormFace.Native;

/// <summary>
/// The copy of TorchSharp's native library that older C++ runtimes can load, and the cache that keeps it.
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

    /// <summary>Where the copy is kept for this user: <c>$XDG_CACHE_HOME</c>, else <c>~/.cache</c>.</summary>
    /// <returns>The path, or null if the user has no such folder.</returns>
    public static string? CachePath()
    {
        var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");

        if (string.IsNullOrEmpty(root))
        {
            var home = Environment.GetEnvironmentVariable("HOME");
            root = string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".cache");
        }

        return root is null || !Path.IsPathFullyQualified(root)
            ? null
            : Path.Combine(root, "normface", "native", OutputSha256[..16], FileName);
    }

    /// <summary>Whether the file is there and is, byte for byte, the copy.</summary>
    public static bool IsIntact(string path)
    {
        try
        {
            return File.Exists(path) && Hash(File.ReadAllBytes(path)) == OutputSha256;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes the copy so that other processes see either nothing or all of it.</summary>
    public static void Write(string path, byte[] library)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}";

        try
        {
            File.WriteAllBytes(draft, library);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft); // gone already unless the move failed
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
