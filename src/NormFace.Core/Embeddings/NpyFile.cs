using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using NormFace.Storage;

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

    /// <summary>Reads a matrix.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The values row by row, and D. Shape <c>[N, D]</c>.</returns>
    /// <exception cref="InvalidDataException">
    /// It is not a float32 matrix in this form; the message says what was found.
    /// </exception>
    public static (float[] Values, int Columns) Read(string path)
    {
        using var stream = PlainFile.OpenRead(path);
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
        if (!match.Success
            || !int.TryParse(
                match.Groups["rows"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            || !int.TryParse(
                match.Groups["columns"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            || columns < 1)
        {
            throw Wrong(
                path,
                $"only a little-endian float32 matrix in row order is supported, but its header is "
                + $"{Encoding.ASCII.GetString(header).Trim()}");
        }

        var bytes = (long)rows * columns * sizeof(float);
        if (stream.Length - stream.Position != bytes || bytes > Array.MaxLength)
        {
            throw Wrong(
                path,
                $"[{rows}, {columns}] float32 values are {bytes} bytes, but {stream.Length - stream.Position} follow "
                + $"the header");
        }

        var values = new float[(long)rows * columns];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return (values, columns);
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

    [GeneratedRegex(@"^\{(?=.*'descr': '<f4')(?=.*'fortran_order': False).*'shape': \((?<rows>\d+), (?<columns>\d+)\)")]
    private static partial Regex HeaderForm();
}
