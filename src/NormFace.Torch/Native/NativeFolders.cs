namespace NormFace.Native;

/// <summary>Where native files may lie: the folder the user names, then those the .NET host searches.</summary>
internal static class NativeFolders
{
    /// <summary>Environment variable that names the folder of libtorch's shared libraries.</summary>
    public const string LibTorchVariable = "NORMFACE_LIBTORCH";

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
        ];
    }

    /// <summary>The first of <paramref name="folders"/> that holds <paramref name="fileName"/>, or null.</summary>
    public static string? Holding(string fileName, IReadOnlyList<string> folders) =>
        folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, fileName)));
}
