using Xunit;

[assembly: AssemblyFixture(typeof(NormFace.PackedPackages))]

namespace NormFace;

/// <summary>
/// Our packages, packed once for all tests from what this build made, and the program's package for this system.
/// </summary>
public sealed class PackedPackages : IDisposable
{
    private static readonly string[] Libraries =
    [
        "NormFace.Core", "NormFace.Imaging", "NormFace.Evaluation", "NormFace.Faces", "NormFace.Torch", "NormFace.Cpu",
    ];

    private readonly TemporaryFolder folder = new();
    private readonly Lazy<Task> packing;

    public PackedPackages() => packing = new(PackAsync);

    /// <summary>The folder that holds them: a package source.</summary>
    public async Task<string> FolderAsync()
    {
        await packing.Value;
        return folder["packages"];
    }

    /// <summary>The file of a package.</summary>
    public async Task<string> FileAsync(string package) =>
        Path.Combine(await FolderAsync(), $"{package}.{Repository.PackageVersion}.nupkg");

    public void Dispose() => folder.Dispose();

    private async Task PackAsync() => await Task.WhenAll(
    [
        .. Libraries.Select(library => Pack(library, "--no-build")),
        // The program is compiled once more for its system; the libraries are as they are.
        Pack("NormFace.Cli", "--no-restore", "-p:BuildProjectReferences=false",
            $"-p:ToolPackageRuntimeIdentifiers={Repository.System}"),
    ]);

    private Task<Command.Result> Pack(string project, params string[] arguments) => Command.Dotnet(
        [
            "pack", Path.Combine(Repository.Root, "src", project), "-c", Repository.Configuration,
            "-o", folder["packages"], .. arguments,
        ]).SucceedAsync(CancellationToken.None);
}
