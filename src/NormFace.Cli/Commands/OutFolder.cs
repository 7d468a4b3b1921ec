using System.CommandLine;

namespace NormFace.Cli.Commands;

/// <summary><c>--out</c> of commands that write a folder, which they create.</summary>
internal static class OutFolder
{
    /// <summary>Builds the option.</summary>
    /// <param name="content">What the folder is for.</param>
    /// <param name="usual">The folder if none is given; required if null.</param>
    public static Option<DirectoryInfo> Create(string content, string? usual = null) => new("--out")
    {
        Description = $"Where to write: folder for {content}; created if missing.",
        DefaultValueFactory = usual is null ? null : _ => new DirectoryInfo(usual),
        Required = usual is null,
    };

    /// <summary>Creates the folder before any work.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static void Make(DirectoryInfo folder)
    {
        try
        {
            folder.Create();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--out must be a writable folder, but was '{folder}': {error.Message}", error);
        }
    }
}
