using System.IO.Compression;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

/// <summary>The program as a user installs it from its packages.</summary>
public sealed class InstallTests(PackedPackages packed) : IDisposable
{
    private const long LargestToolPackage = 35_000_000;

    private const string LibTorch = "libtorch-cpu-linux-x64", LibTorchVersion = "2.10.0";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string LibTorchFile =>
        Path.Combine(Repository.Packages, LibTorch, LibTorchVersion, $"{LibTorch}.{LibTorchVersion}.nupkg");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_installed_program_computes_with_the_model_that_ships_and_training_names_the_command_it_needs()
    {
        await InstallAsync();
        Directory.CreateDirectory(folder["pictures/someone"]);
        var picture = Path.Combine(Repository.Root, "docs", "images", "demo-report.png"); // any picture
        File.Copy(picture, folder["pictures/someone/a.png"]);
        var size = Png.Size(picture);

        var version = await Program("--version").SucceedAsync(Cancellation);
        await Program(
            "embed", folder["pictures"], "--out", folder["e.safetensors"],
            "--crop", $"0,0,{size.Width},{size.Height}@{size.Width}x{size.Height}").SucceedAsync(Cancellation);
        var recipe = Path.Combine(Repository.Root, "recipes", "demo.json");
        var training = await Program("train", recipe, "--out", folder["run"]).RunAsync(Cancellation);
        var demonstration = await Program("scale-demo", "--out", folder["scale"]).RunAsync(Cancellation);

        Assert.StartsWith(Repository.PackageVersion, version.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["e.safetensors"]));
        Assert.All([training, demonstration], result =>
        {
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("'normface engine install'", result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        });
        Assert.False(Directory.Exists(folder["run"]) || Directory.Exists(folder["scale"]));
    }

    [Fact]
    public async Task The_installed_program_compares_two_photographs()
    {
        var photographs = SharedData.Find("data/lfw-photos-fold1.zip");
        var detector = SharedData.Find("data/mtcnn/caffe");
        Assert.SkipWhen(photographs is null || detector is null, "Needs photographs and a detector in ../shared/data.");
        await InstallAsync();
        using (var zip = await ZipFile.OpenReadAsync(photographs, Cancellation))
        {
            foreach (var name in new[] { "Abel_Pacheco_0001.jpg", "Abel_Pacheco_0004.jpg" })
            {
                await zip.Entries.Single(entry => entry.Name == name).ExtractToFileAsync(folder[name], Cancellation);
            }
        }

        var result = await Program(
            "verify", folder["Abel_Pacheco_0001.jpg"], folder["Abel_Pacheco_0004.jpg"], "--fmr", "0.01",
            "--detector", detector).SucceedAsync(Cancellation);

        Assert.Contains("the same person", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_weighs_little_and_holds_native_files_of_its_system_only()
    {
        var system = Repository.System;
        var pointer = new FileInfo(await packed.FileAsync("normface"));
        var package = new FileInfo(await packed.FileAsync($"normface.{system}"));
        using var zip = await ZipFile.OpenReadAsync(package.FullName, Cancellation);
        string[] names = [.. zip.Entries.Select(entry => entry.FullName)];

        Assert.InRange(pointer.Length, 1, 100_000);
        Assert.InRange(package.Length, 1, LargestToolPackage);
        Assert.Contains($"tools/net10.0/{system}/models/faces.safetensors", names);
        Assert.DoesNotContain(names, name => name.Contains("/runtimes/", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.Contains("libtorch_cpu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Libtorch_comes_from_the_sources_of_NuGet_and_a_download_that_broke_off_goes_on()
    {
        Assert.SkipUnless(File.Exists(LibTorchFile), "NuGet has not unpacked libtorch here.");
        await InstallAsync();
        using var server = new PackageServer { Package = () => File.OpenRead(LibTorchFile), BreaksAt = 50_000_000 };
        server.Configure(folder.Path);

        var broken = await Program("engine", "install").RunAsync(Cancellation);
        server.BreaksAt = long.MaxValue;
        await Program("engine", "install").SucceedAsync(Cancellation);
        var list = await Program("engine", "list", "--json").SucceedAsync(Cancellation);
        await Program("scale-demo", "--out", folder["scale"]).SucceedAsync(Cancellation);
        await Program("engine", "remove").SucceedAsync(Cancellation);

        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("Run the command again to go on at", broken.Errors, StringComparison.Ordinal);
        Assert.Equal(0, server.Starts[0]);
        Assert.InRange(server.Starts[^1], 1, 50_000_000);
        Assert.Contains("\"isInstalled\": true", list.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["scale/scale-and-floor.png"]));
        Assert.Empty(Directory.GetFiles(folder["data"], "*.so*", SearchOption.AllDirectories));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task Libtorch_that_others_could_change_is_not_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Libtorch is loaded from there on Linux only.");
        await InstallAsync();
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var engine = folder[$"data/normface/engine/{LibTorch}.{LibTorchVersion}"];
        foreach (var path in new[] { folder["data/normface"], folder["data/normface/engine"], engine })
        {
            Directory.CreateDirectory(path, mine);
        }

        await File.WriteAllTextAsync(Path.Combine(engine, "libtorch_cpu.so"), "", Cancellation);
        File.SetUnixFileMode(engine, mine | UnixFileMode.OtherWrite);

        var result = await Program("scale-demo", "--out", folder["scale"]).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"but of {engine}, others can write to it", result.Errors, StringComparison.Ordinal);
        Assert.Contains("'chmod go-w'", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_other_bytes_is_refused_and_leaves_nothing()
    {
        using var server = new PackageServer { Package = () => new MemoryStream(new byte[128_200_806]) };
        server.Configure(folder.Path);

        var result = await In(Command.NormFace("engine", "install")).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("SHA-256", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.GetFiles(folder["data/normface"], "*", SearchOption.AllDirectories),
            file => new FileInfo(file).Length > 0);
    }

    [Fact]
    public async Task A_source_without_the_package_is_named()
    {
        using var server = new PackageServer();
        server.Configure(folder.Path);

        var result = await In(Command.NormFace("engine", "install")).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("here: does not have it", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_package_that_is_installed_is_the_one_this_build_uses()
    {
        Assert.SkipUnless(File.Exists(LibTorchFile), "NuGet has not unpacked libtorch here.");
        var versions = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "Directory.Packages.props"), Cancellation);
        var source = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "src", "NormFace.Cli", "Engines", "EnginePackage.cs"), Cancellation);
        await using var file = File.OpenRead(LibTorchFile);

        Assert.Contains(
            $"<PackageVersion Include=\"{LibTorch}\" Version=\"{LibTorchVersion}\" />",
            versions,
            StringComparison.Ordinal);
        Assert.Contains(
            Convert.ToHexStringLower(await SHA256.HashDataAsync(file, Cancellation)), source, StringComparison.Ordinal);
    }

    private async Task InstallAsync() => await In(Command.Dotnet(
        "tool", "install", "normface", "--tool-path", folder["tools"], "--source", await packed.FolderAsync()))
        .SucceedAsync(Cancellation);

    private Command Program(params string[] arguments) => In(new Command(
        folder[OperatingSystem.IsWindows() ? "tools/normface.exe" : "tools/normface"], arguments));

    // A user of this machine who has neither libtorch nor a package.
    private Command In(Command command) => command with
    {
        Folder = folder.Path,
        Environment = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = folder["nuget"],
            ["XDG_DATA_HOME"] = folder["data"],
            ["NORMFACE_LIBTORCH"] = null,
            ["no_proxy"] = "127.0.0.1",
            ["NO_PROXY"] = "127.0.0.1",
        },
    };
}
