using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using NormFace.Storage;
using NormFace.Weights;

namespace NormFace.Embeddings;

/// <summary>A matrix of float32 in NumPy's <c>.npy</c> form, version 1.0, little-endian, row by row.</summary>
/// <remarks>Source: NumPy enhancement proposal 1, "A simple file format for NumPy arrays".</remarks>
internal static partial class NpyFile
{
    private const int Alignment = 64;
    private const int PrefixLength = 10; // magic, version, length of the header
    private const int LongestHeader = 4096;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Writes a matrix, in full or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="values">The values, row by row. Shape <c>[N, D]</c>.</param>
    /// <param name="columns">D, at least 1.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlyMemory<float> values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length % columns != 0)
        {
            throw new ArgumentException(
                $"values must be whole rows of {columns}, but holds {values.Length}.", nameof(values));
        }

        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Only little-endian machines are supported.");
        }

        AtomicFile.Write(path, stream =>
        {
            stream.Write(Header(values.Length / columns, columns));
            stream.Write(MemoryMarshal.AsBytes(values.Span));
        });
    }

    /// <summary>Reads a matrix of float32.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The values row by row, and D. Shape <c>[N, D]</c>.</returns>
    /// <exception cref="InvalidDataException">
    /// It is not a float32 matrix in this form; the message says what was found.
    /// </exception>
    public static (float[] Values, int Columns) Read(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        var place = Place(stream, path, "float32", StoredType.F32);
        if (place.ByteCount > Array.MaxLength)
        {
            throw Wrong(
                path, $"at most {Array.MaxLength} bytes are read at once, but its values are {place.ByteCount}");
        }

        var values = new float[(long)place.Rows * place.Columns];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return (values, place.Columns);
    }

    /// <summary>Reads where the numbers of a matrix of float16, float32 or float64 lie.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The place of the numbers in the file.</returns>
    /// <exception cref="InvalidDataException">
    /// It is not such a matrix in this form; the message says what was found.
    /// </exception>
    public static MatrixPlace Place(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        return Place(stream, path, "float16, float32 or float64", StoredType.F16, StoredType.F32, StoredType.F64);
    }

    // Leaves the stream at the first number.
    private static MatrixPlace Place(
        Stream stream, string path, string accepted, params ReadOnlySpan<StoredType> types)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (stream.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false) < PrefixLength
            || !prefix[..6].SequenceEqual(Magic))
        {
            throw Wrong(path, "it does not start with the magic string of a .npy file");
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..]);
        if (prefix[6] != 1 || length > LongestHeader)
        {
            throw Wrong(
                path,
                $"only version 1 with a header of at most {LongestHeader} bytes is supported, but it is version "
                + $"{prefix[6]} with {length}");
        }

        var header = new byte[length];
        if (stream.ReadAtLeast(header, length, throwOnEndOfStream: false) < length)
        {
            throw Wrong(path, "it ends inside its header");
        }

        var match = HeaderForm().Match(Encoding.ASCII.GetString(header));
        var type = match.Groups["type"].ValueSpan switch
        {
            "2" => StoredType.F16,
            "4" => StoredType.F32,
            _ => StoredType.F64,
        };
        if (!match.Success
            || !types.Contains(type)
            || !int.TryParse(
                match.Groups["rows"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            || !int.TryParse(
                match.Groups["columns"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            || columns < 1)
        {
            throw Wrong(
                path,
                $"only a little-endian {accepted} matrix in row order is supported, but its header is "
                + $"{Encoding.ASCII.GetString(header).Trim()}");
        }

        var place = new MatrixPlace(stream.Position, rows, columns, type);
        return stream.Length - stream.Position == place.ByteCount
            ? place
            : throw Wrong(
                path,
                $"[{rows}, {columns}] {place.TypeName} values are {place.ByteCount} bytes, but "
                + $"{stream.Length - stream.Position} follow the header");
    }

    private static byte[] Header(int rows, int columns)
    {
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}";
        var total = (PrefixLength + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[total];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(total - PrefixLength));
        Encoding.ASCII.GetBytes(text.PadRight(total - PrefixLength - 1) + "\n", header.AsSpan(PrefixLength));
        return header;
    }

    private static InvalidDataException Wrong(string path, string reason) => new($"{path}: {reason}.");

    [GeneratedRegex(
        @"^\{(?=.*'descr': '<f(?<type>[248])')(?=.*'fortran_order': False).*"
        + @"'shape': \((?<rows>\d+), (?<columns>\d+)\)")]
    private static partial Regex HeaderForm();
}
