using System.Runtime.Versioning;
using Xunit;

namespace NormFace.Native;

public class RetargetedLibraryTests
{
    private static string Shipped => NativeStart.Ensure().LibraryPath!;

    [Fact]
    public void The_edit_of_the_known_library_gives_the_known_result()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The edit is for Linux.");

        var made = RetargetedLibrary.Create(Shipped); // checks both hashes itself

        Assert.Equal(new FileInfo(Shipped).Length, made.Length);
        Assert.Equal(-1, made.AsSpan().IndexOf("_ZSt21ios_base_library_initv\0"u8));
    }

    [Fact]
    public void The_package_is_only_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The edit is for Linux.");
        var before = File.GetLastWriteTimeUtc(Shipped);

        RetargetedLibrary.Create(Shipped);

        Assert.Equal(before, File.GetLastWriteTimeUtc(Shipped));
    }

    [Fact]
    public void A_library_of_another_version_is_refused_with_both_hashes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("libLibTorchSharp.so");
        File.WriteAllBytes(path, [0x7f, (byte)'E', (byte)'L', (byte)'F']);

        var error = Assert.Throws<NativeStartException>(() => RetargetedLibrary.Create(path));

        Assert.Contains(RetargetedLibrary.InputSha256, error.Message, StringComparison.Ordinal);
        Assert.Contains("Use TorchSharp 0.107.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void The_copy_is_loaded_from_a_file_without_a_name()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The edit is for Linux.");
        using var folder = new TemporaryFolder();

        RetargetedLibrary.Load(folder.Path, RetargetedLibrary.Create(Shipped));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        var mapped = Assert.Single(
            File.ReadLines("/proc/self/maps").Where(line => line.Contains(folder.Path, StringComparison.Ordinal))
                .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct());
        Assert.EndsWith("(deleted)", mapped, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_library_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => ElfRetarget.Apply(new byte[128]));
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("normface-test-").FullName;

        public string File(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
