using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace NormFace.Cli.Engines;

/// <summary>
/// Where packages come from on this machine: what NuGet's configuration of the user and of the current folder says.
/// </summary>
internal sealed class PackageOrigins
{
    private readonly ISettings settings = NuGet.Configuration.Settings.LoadDefaultSettings(Environment.CurrentDirectory);

    /// <summary>The package file where NuGet has unpacked it already; null if it has not.</summary>
    public string? Unpacked(EnginePackage package) =>
        SettingsUtility.GetFallbackPackageFolders(settings)
            .Prepend(SettingsUtility.GetGlobalPackagesFolder(settings))
            .Select(folder => new VersionFolderPathResolver(folder)
                .GetPackageFilePath(package.Id, NuGetVersion.Parse(package.Version)))
            .FirstOrDefault(File.Exists);

    /// <summary>The sources that may give the package, in order.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public IReadOnlyList<SourceRepository> Sources(EnginePackage package)
    {
        var enabled = new PackageSourceProvider(settings).LoadPackageSources().Where(source => source.IsEnabled);
        var mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        if (mapping.IsEnabled)
        {
            var names = mapping.GetConfiguredPackageSources(package.Id);
            enabled = enabled.Where(source => names.Contains(source.Name, StringComparer.OrdinalIgnoreCase));
        }

        SourceRepository[] sources = [.. enabled.Select(source => Repository.Factory.GetCoreV3(source))];
        return sources.Length > 0 ? sources : throw new InvalidDataException(
            $"{package} must come from a NuGet source, but none is configured for it. 'dotnet nuget list source' shows "
            + "them.");
    }
}
