using System.CommandLine;
using System.CommandLine.Parsing;

namespace NormFace.Cli.Output;

/// <summary>
/// Option that names a file to write. Before the command begins, it is found out whether the file can be written there.
/// </summary>
/// <param name="name">Name of the option.</param>
internal sealed class OutputFile(string name) : Option<FileInfo?>(name)
{
    /// <summary>
    /// Makes the folder of every file that a command is to write, and throws unless it can be written there and is
    /// named for nothing else.
    /// </summary>
    /// <exception cref="ArgumentException">A file to write is a folder, or is to be read as well.</exception>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public static void PrepareAll(ParseResult parsed)
    {
        if (parsed.Action != parsed.CommandResult.Command.Action)
        {
            return; // help, which does not ask for what is required
        }

        foreach (var file in parsed.CommandResult.Command.Options.OfType<OutputFile>()
                .Select(parsed.GetValue)
                .OfType<FileInfo>())
        {
            Prepare(
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
    public static void Prepare(FileInfo file, bool isRead)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new ArgumentException($"{file} is a folder; give a file.");
        }

        if (isRead)
        {
            throw new ArgumentException($"{file} is both input and output. Choose another output file.");
        }

        try
        {
            Directory.CreateDirectory(file.DirectoryName!);
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
            throw new IOException($"{file} cannot be written: its folder is not writable or cannot be created.", error);
        }
    }
}
