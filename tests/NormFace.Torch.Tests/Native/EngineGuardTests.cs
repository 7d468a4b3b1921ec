using System.Diagnostics;
using System.Runtime.Versioning;
using Xunit;

namespace NormFace.Native;

[SupportedOSPlatform("linux")]
public sealed class EngineGuardTests : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Readable =
        Mine | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string folder = Directory.CreateTempSubdirectory("normface-test-").FullName;

    public EngineGuardTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Engines are loaded on Linux only.");
        foreach (var path in new[] { "normface", "normface/engine", "normface/engine/libtorch" })
        {
            Directory.CreateDirectory(At(path), Mine);
        }

        File.WriteAllText(Library, "");
        File.SetUnixFileMode(Library, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
    }

    private string Engine => At("normface/engine/libtorch");

    private string Library => Path.Combine(Engine, "libtorch_cpu.so");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_folder_that_only_its_owner_can_enter_is_safe_whatever_the_modes_of_its_files()
    {
        EngineGuard.Check(Engine);
    }

    [Theory]
    [InlineData("normface", UnixFileMode.OtherWrite, "702")]
    [InlineData("normface/engine", UnixFileMode.GroupWrite, "720")]
    [InlineData("normface/engine/libtorch", UnixFileMode.GroupWrite | UnixFileMode.OtherWrite, "722")]
    public void A_folder_that_others_can_write_to_is_refused_with_its_mode(
        string path, UnixFileMode added, string mode)
    {
        File.SetUnixFileMode(At(path), Mine | added);

        var error = Assert.Throws<NativeStartException>(() => EngineGuard.Check(Engine));

        Assert.Contains(
            $"but of {At(path)}, others can write to it (mode {mode}).", error.Message,
            StringComparison.Ordinal);
        Assert.Contains("'chmod go-w'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_others_can_write_to_is_refused_where_they_can_enter_its_folder()
    {
        File.SetUnixFileMode(Engine, Readable);

        var error = Assert.Throws<NativeStartException>(() => EngineGuard.Check(Engine));

        Assert.Contains($"but of {Library}, others can write to it", error.Message, StringComparison.Ordinal);
        File.SetUnixFileMode(Library, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        EngineGuard.Check(Engine);
    }

    [Fact]
    public void A_folder_of_another_user_is_refused_and_one_of_root_is_not()
    {
        const uint other = 4242;
        if (Environment.IsPrivilegedProcess)
        {
            EngineGuard.Check(Engine, other); // all is root's
            using var process = Process.Start("chown", ["4243", At("normface/engine")]);
            process.WaitForExit();
        }

        var error = Assert.Throws<NativeStartException>(() => EngineGuard.Check(Engine, other));

        Assert.Contains("it belongs to user ", error.Message, StringComparison.Ordinal);
        Assert.Contains("runs as user 4242", error.Message, StringComparison.Ordinal);
        Assert.Contains("'normface engine install'", error.Message, StringComparison.Ordinal);
    }

    private string At(string path) => Path.Combine(folder, path);
}
