using System.CommandLine;
using System.CommandLine.Parsing;
using NormFace.Storage;

namespace NormFace.Cli.Output;

/// <summary>
/// Option that names a file to write. Before the command begins, it is found out whether the file can be written there.
/// </summary>
/// <param name="name">Name of the option.</param>
internal sealed class OutputFile(string name) : Option<FileInfo?>(name)
{
    /// <summary>Whether no file, and <c>-</c>, mean standard output.</summary>
    public bool MayBeStandardOutput { get; init; }

    /// <summary>Whether the option was given and means standard output.</summary>
    public bool IsStandardOutput(ParseResult parsed) =>
        MayBeStandardOutput && parsed.GetResult(this) is { Implicit: false }
        && parsed.GetValue(this)?.ToString() is null or "-" or "/dev/stdout";

    /// <summary>The file; null if the option was not given or means standard output.</summary>
    public FileInfo? FileOf(ParseResult parsed) => IsStandardOutput(parsed) ? null : parsed.GetValue(this);

    /// <summary>Writes a text where it was asked for; nowhere if the option was not given.</summary>
    public void Write(ParseResult parsed, string text)
    {
        if (IsStandardOutput(parsed))
        {
            StatusLine.Clear();
            Console.Out.Write(text);
        }
        else if (FileOf(parsed) is { } file)
        {
            if (IsDevice(file))
            {
                File.WriteAllText(file.FullName, text);
                return;
            }

            AtomicFile.WriteText(file.FullName, text);
            ConsoleReport.Note($"Written: {file}");
        }
    }

    /// <summary>Whether an option takes standard output for itself, so that the text is left out.</summary>
    public static bool TakesStandardOutput(ParseResult parsed)
    {
        var count = parsed.CommandResult.Command.Options.OfType<OutputFile>()
            .Count(option => option.IsStandardOutput(parsed));
        return count < 2 ? count > 0
            : throw new ArgumentException("Only one of --json and --csv can go to standard output; give a file.");
    }

    /// <summary>Whether a file is a device or a pipe of the shell, which cannot be replaced whole.</summary>
    public static bool IsDevice(FileInfo file) =>
        file.Exists && file.FullName.StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>
    /// Throws unless every file that a command is to write can be written there and is named for nothing else.
    /// </summary>
    /// <exception cref="ArgumentException">A file to write is a folder, or is to be read as well.</exception>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public static void CheckAll(ParseResult parsed)
    {
        if (parsed.Action != parsed.CommandResult.Command.Action)
        {
            return; // help, which does not ask for what is required
        }

        foreach (var file in parsed.CommandResult.Command.Options.OfType<OutputFile>()
                .Select(option => option.FileOf(parsed) is { } given && !(option.MayBeStandardOutput && IsDevice(given))
                    ? given
                    : null)
                .OfType<FileInfo>())
        {
            Check(
                file,
                parsed.Tokens.Count(token =>
                    token.Type == TokenType.Argument
                        && token.Value.Length > 0
                        && Path.GetFullPath(token.Value) == file.FullName) > 1);
        }
    }

    /// <summary>Does the same for one file.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="isRead">Whether it is named for something else too.</param>
    public static void Check(FileInfo file, bool isRead)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new ArgumentException($"{file} is a folder; give a file.");
        }

        if (isRead)
        {
            throw new ArgumentException($"{file} is both input and output. Choose another output file.");
        }

        if (IsDevice(file))
        {
            throw new ArgumentException($"{file} is a device; give a file.");
        }

        if (!Directory.Exists(file.DirectoryName))
        {
            throw new IOException(
                $"{file} cannot be written: the folder {file.DirectoryName} does not exist. Create it first.");
        }

        try
        {
            using var probe = new FileStream(
                Path.Combine(file.DirectoryName!, $".{Guid.NewGuid():N}.tmp"),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{file} cannot be written: its folder is not writable.", error);
        }
    }
}
