using System.Reflection;

namespace NormFace;

/// <summary>Where the repository and its built programs lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string PackageVersion { get; } = Metadata("PackageVersion");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The runtime identifier of this system, such as <c>linux-x64</c>.</summary>
    public static string System { get; } = Metadata("System");

    /// <summary>Where NuGet unpacked the packages of this build.</summary>
    public static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Output folder of a project that was built with this test.</summary>
    public static string Output(string project) =>
        Path.Combine(Root, "artifacts", "bin", project, Configuration.ToLowerInvariant());

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
