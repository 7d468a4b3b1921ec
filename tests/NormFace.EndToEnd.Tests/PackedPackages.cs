using Xunit;

namespace NormFace;

/// <summary>Our packages, packed once from what this build made.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The folder that holds them: a package source.</summary>
    public string Folder => folder["packages"];

    /// <summary>The file of a package.</summary>
    public string Path(string package) =>
        System.IO.Path.Combine(Folder, $"{package}.{Repository.PackageVersion}.nupkg");

    public async ValueTask InitializeAsync() => await Command.Dotnet(
        "pack", Repository.Root, "--no-build", "-c", Repository.Configuration, "-o", Folder)
        .SucceedAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
