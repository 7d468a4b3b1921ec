namespace NormFace.Native;

/// <summary>
/// Where native files may lie: the folder the user names, those the .NET host searches, and the one into which
/// <c>normface engine install</c> puts libtorch.
/// </summary>
internal static class NativeFolders
{
    /// <summary>Environment variable that names the folder of libtorch's shared libraries.</summary>
    public const string LibTorchVariable = "NORMFACE_LIBTORCH";

    /// <summary>The package of libtorch that TorchSharp was built for, and its version.</summary>
    public const string LibTorchPackage = "libtorch-cpu-linux-x64", LibTorchVersion = "2.10.0";

    /// <summary>Where <c>normface engine install</c> puts it; null if the user has no data folder.</summary>
    public static string? Engine() =>
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
            is { Length: > 0 } data
            ? Path.Combine(data, "normface", "engine", $"{LibTorchPackage}.{LibTorchVersion}")
            : null;

    /// <summary>The folders in the order they are searched.</summary>
    public static IReadOnlyList<string> Search()
    {
        var hostFolders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var named = Environment.GetEnvironmentVariable(LibTorchVariable);
        return
        [
            .. string.IsNullOrEmpty(named) ? Array.Empty<string>() : [named],
            .. hostFolders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            AppContext.BaseDirectory,
            .. Engine() is { } engine ? [engine] : Array.Empty<string>(),
        ];
    }

    /// <summary>The first of <paramref name="folders"/> that holds <paramref name="fileName"/>, or null.</summary>
    public static string? Holding(string fileName, IReadOnlyList<string> folders) =>
        folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, fileName)));
}
