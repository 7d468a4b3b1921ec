using System.Text;
using System.Text.RegularExpressions;

namespace NormFace.Storage;

/// <summary>Writes files so that a reader finds the old file or the whole new one, never a part.</summary>
public static partial class AtomicFile
{
    private const int BufferSize = 1 << 16;
    private const int LongestPrefix = 200;

    /// <summary>
    /// Whether a name is one under which <see cref="Write"/> writes: a file of that name was left by a killed program,
    /// unless another is writing it.
    /// </summary>
    /// <param name="path">The path or the name alone.</param>
    public static bool IsUnfinished(string path) => TemporaryName().IsMatch(Path.GetFileName(path));

    /// <summary>Writes a file beside its place, brings it to the disk, and renames it into its place.</summary>
    /// <param name="path">Where the file belongs; its folder must exist. An older file there is replaced.</param>
    /// <param name="write">Writes the content. What it throws leaves the older file as it was.</param>
    /// <param name="isSynced">
    /// Whether the content is brought to the disk first. Without it, a file is whole even if the program is killed, but
    /// may be lost with the power: for many small files that can be made again.
    /// </param>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public static void Write(string path, Action<Stream> write, bool isSynced = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(write);

        // Two writers must not share a temporary file, hence the name that nobody else draws.
        var place = Path.GetFullPath(path);
        var name = Path.GetFileName(place);
        name = Encoding.UTF8.GetByteCount(name) <= LongestPrefix ? $".{name}" : ""; // 255 bytes are the most in a name
        var temporary = Path.Combine(Path.GetDirectoryName(place)!, $"{name}.{Guid.NewGuid():N}.tmp");

        try
        {
            using (var stream = new FileStream(
                temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: isSynced);
            }

            File.Move(temporary, place, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes text in UTF-8 without a byte order mark, in the same way.</summary>
    /// <param name="path">Where the file belongs; its folder must exist. An older file there is replaced.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public static void WriteText(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(path, stream => stream.Write(bytes));
    }

    [GeneratedRegex(@"^(\..+)?\.[0-9a-f]{32}\.tmp$", RegexOptions.CultureInvariant)]
    private static partial Regex TemporaryName();
}
