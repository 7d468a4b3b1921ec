using System.Buffers.Binary;
using NormFace.Storage;

namespace NormFace.Weights;

/// <summary>A safetensors file: named tensors and texts, and nothing that could be executed.</summary>
/// <remarks>
/// Eight bytes of header length, a JSON header, then the numbers without a gap. Files written here are read by the
/// official library and the reverse. Source: the format description of the safetensors project.
/// </remarks>
public sealed class SafetensorsFile
{
    private SafetensorsFile(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<StoredTensor> tensors) =>
        (Metadata, Tensors) = (metadata, tensors);

    /// <summary>The texts of <c>__metadata__</c> by name; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors, in the order in which their numbers lie in the file.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its texts and tensors.</returns>
    /// <exception cref="InvalidDataException">
    /// It is not a safetensors file, is truncated, has gaps or overlaps, or a type we do not know.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SafetensorsFile Read(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        var header = ReadHeader(stream, path);
        var start = stream.Position;
        var entries = Ordered(header, start, stream.Length - start, path);
        var tensors = new List<StoredTensor>(entries.Length);

        foreach (var entry in entries)
        {
            var bytes = new byte[entry.End - entry.Begin]; // the file is that long: just checked
            stream.ReadExactly(bytes);
            tensors.Add(new StoredTensor(entry.Name, entry.Type, entry.Shape, bytes));
        }

        return new SafetensorsFile(header.Metadata.AsReadOnly(), tensors.AsReadOnly());
    }

    /// <summary>Reads the texts alone, without the numbers.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The texts of <c>__metadata__</c> by name; empty if there are none.</returns>
    /// <exception cref="InvalidDataException">It is not a safetensors file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        return ReadHeader(stream, path).Metadata.AsReadOnly();
    }

    /// <summary>
    /// Writes a file, whole or not at all. Equal content gives equal bytes, in whatever order it comes.
    /// </summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="tensors">The tensors, with unique names.</param>
    /// <param name="metadata">Texts by name; none if null.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or a name is <c>__metadata__</c>.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(
        string path, IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));
    }

    /// <summary>The same into a stream.</summary>
    internal static void Write(
        Stream stream, IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var ordered = SafetensorsLayout.Ordered(tensors);
        var header = SafetensorsLayout.Header(ordered, metadata);
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthByteCount];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);

        foreach (var tensor in ordered)
        {
            stream.Write(tensor.Bytes.Span);
        }
    }

    private static SafetensorsHeader ReadHeader(FileStream stream, string path)
    {
        const int start = SafetensorsHeader.LengthByteCount;
        Span<byte> bytes = stackalloc byte[start];
        if (stream.ReadAtLeast(bytes, start, throwOnEndOfStream: false) < start)
        {
            throw Malformed.At(path, 0, "eight bytes of header length", $"a file of {stream.Length} bytes");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var longest = (ulong)Math.Min(SafetensorsHeader.LargestByteCount, stream.Length - start);
        if (length > longest)
        {
            throw Malformed.At(
                path,
                0,
                $"a safetensors file, whose header has at most {longest} bytes here",
                $"a claim of {length} bytes. Convert weights in other formats with 'normface import'");
        }

        var json = new byte[length];
        stream.ReadExactly(json);
        return SafetensorsHeader.Parse(json, path);
    }

    private static SafetensorsEntry[] Ordered(SafetensorsHeader header, long start, long available, string path)
    {
        SafetensorsEntry[] entries = [.. header.Entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        var end = 0L;

        foreach (var entry in entries)
        {
            if (entry.Begin != end || entry.End < entry.Begin || entry.End > available)
            {
                throw Malformed.At(
                    path,
                    start + end,
                    $"tensor '{entry.Name}' to begin at offset {end} and to end by {available}",
                    $"offsets {entry.Begin} to {entry.End}");
            }

            var size = entry.End - entry.Begin;
            if (!TensorShape.TryByteCount(entry.Shape, entry.Type.ByteSize(), out var wanted)
                || wanted != size
                || size > Array.MaxLength)
            {
                throw Malformed.At(
                    path,
                    start + end,
                    $"tensor '{entry.Name}' to fill {size} bytes (at most {Array.MaxLength})",
                    $"{entry.Type} of shape {TensorShape.Text(entry.Shape)}");
            }

            end = entry.End;
        }

        return end == available
            ? entries
            : throw Malformed.At(path, start + end, "the end of the file", $"{available - end} more bytes");
    }
}
