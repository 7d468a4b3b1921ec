namespace NormFace;

/// <summary>Shell lines of a page, run as they stand.</summary>
internal static class ShellBlock
{
    /// <summary>The commands of a block, without comments; a command that goes on in the next line is one.</summary>
    public static IReadOnlyList<string> Commands(this CodeBlock block) =>
    [
        .. string.Join('\n', block.Lines).Replace("\\\n", "", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Split(" #")[0].Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];

    /// <summary>Whether a command of a block says that it needs data of the reader's.</summary>
    public static bool NeedsData(this CodeBlock block, string command) => block.Lines.Any(line =>
        line.StartsWith(command, StringComparison.Ordinal) && line.Contains("# needs data", StringComparison.Ordinal));

    /// <summary>Runs a line in a folder, which is also the user's home.</summary>
    public static Task<Command.Result> RunAsync(string line, TemporaryFolder folder, CancellationToken cancellation)
    {
        var command = Command.Shell($"normface() {{ $normface \"$@\"; }}\n{line}");
        return (command with
        {
            Folder = folder.Path,
            Environment = new Dictionary<string, string?>(command.Environment)
            {
                ["HOME"] = folder.Path,
                ["NORMFACE_DETECTOR"] = null,
                ["NORMFACE_DATA"] = null,
            },
        }).RunAsync(cancellation);
    }
}
