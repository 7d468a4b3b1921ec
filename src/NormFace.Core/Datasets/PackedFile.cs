using Microsoft.Win32.SafeHandles;
using NormFace.Storage;

namespace NormFace.Datasets;

/// <summary>
/// A file that holds many pictures, read by place. Safe from several threads: no position is shared, nothing is locked.
/// </summary>
internal sealed class PackedFile : IDisposable
{
    private readonly SafeFileHandle handle;

    public PackedFile(string path)
    {
        Location = path;
        PlainFile.Check(path);
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(handle);
    }

    public string Location { get; }

    public long Length { get; }

    /// <summary>Opens a file for a source, and closes it again if what it holds cannot be listed.</summary>
    public static (PackedFile File, T Content) Open<T>(string path, Func<PackedFile, T> list)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new PackedFile(path);
        try
        {
            return (file, list(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public InvalidDataException Error(long position, string message) =>
        new(FormattableString.Invariant($"{Location}({position}): {message}"));

    /// <summary>Reads a piece; the claimed length is checked against the file before memory is taken.</summary>
    /// <exception cref="InvalidDataException">The piece does not lie in the file.</exception>
    public byte[] Read(long offset, long length)
    {
        if (offset < 0 || length < 0 || length > StoredPicture.MaxLength || offset > Length - length)
        {
            throw Error(
                offset,
                FormattableString.Invariant(
                    $"expected {length} bytes, found the end of the file at {Length}. Get the file again."));
        }

        var bytes = new byte[length];
        Read(offset, bytes);
        return bytes;
    }

    /// <summary>Fills a buffer from the file.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        for (var count = 0; count < bytes.Length;)
        {
            var read = RandomAccess.Read(handle, bytes[count..], offset + count);
            if (read == 0)
            {
                throw Error(
                    offset,
                    FormattableString.Invariant($"expected {bytes.Length} bytes, found the end of the file after ")
                        + FormattableString.Invariant($"{count}. Get the file again."));
            }

            count += read;
        }
    }

    public void Dispose() => handle.Dispose();
}
