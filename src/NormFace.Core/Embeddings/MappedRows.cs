using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;
using NormFace.Weights;

namespace NormFace.Embeddings;

/// <summary>Rows of a matrix in a file, read in place: the file is mapped into memory, and nothing is kept of
/// it.</summary>
/// <remarks>Safe from several threads. The file must not change while it is open.</remarks>
internal sealed class MappedRows : IDisposable
{
    private const int RowsOfScan = 4096;

    private readonly MatrixPlace place;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    /// <summary>Maps a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">Where its matrix lies; checked against the file's length, with at least one row.</param>
    public MappedRows(string path, MatrixPlace place)
    {
        this.place = place;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        file = MemoryMappedFile.CreateFromFile(
            stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>Number of rows N.</summary>
    public int Count => place.Rows;

    /// <summary>Length of a row, D.</summary>
    public int Size => place.Columns;

    /// <summary>Copies a row, as float32.</summary>
    /// <param name="row">Index in [0, N).</param>
    /// <param name="destination">Takes the row. Shape <c>[D]</c>.</param>
    public void CopyRow(int row, Span<float> destination)
    {
        var from = (ulong)(place.Offset + ((long)row * place.RowByteCount));
        if (place.Type == StoredType.F32)
        {
            view.SafeMemoryMappedViewHandle.ReadSpan(from, destination);
            return;
        }

        const int atOnce = 256;
        Span<byte> bytes = stackalloc byte[atOnce * sizeof(double)];
        for (var first = 0; first < Size; first += atOnce)
        {
            var part = destination[first..Math.Min(first + atOnce, Size)];
            var piece = bytes[..(part.Length * place.Type.ByteSize())];
            view.SafeMemoryMappedViewHandle.ReadSpan(from, piece);
            from += (ulong)piece.Length;
            if (place.Type == StoredType.F16)
            {
                Convert(MemoryMarshal.Cast<byte, Half>(piece), part);
            }
            else
            {
                Convert(MemoryMarshal.Cast<byte, double>(piece), part);
            }
        }
    }

    /// <summary>Throws unless every row is finite and has a direction, as float32.</summary>
    /// <param name="nameOf">Name of a row, for the message.</param>
    /// <exception cref="InvalidDataException">Rows break the rule; ten at most are listed.</exception>
    public void Check(Func<int, string> nameOf)
    {
        var wrong = new SortedDictionary<int, string>();
        _ = Parallel.For(0, (Count + RowsOfScan - 1) / RowsOfScan, scan =>
        {
            var values = new float[Size];
            for (var row = scan * RowsOfScan; row < Math.Min((scan + 1) * RowsOfScan, Count); row++)
            {
                CopyRow(row, values);
                if (Fault(values) is { } fault)
                {
                    lock (wrong)
                    {
                        wrong.Add(row, FormattableString.Invariant($"row {row} ('{nameOf(row)}') {fault}"));
                    }
                }
            }
        });
        RowFaults.Throw("Every row must be finite and have a direction", [.. wrong.Values]);
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }

    private static string? Fault(ReadOnlySpan<float> values)
    {
        if (!IsFinite(values))
        {
            foreach (var value in values)
            {
                if (!float.IsFinite(value))
                {
                    return FormattableString.Invariant($"holds {value}");
                }
            }
        }

        return values.ContainsAnyExcept(0f) ? null : "is all zero";
    }

    // x − x is 0 for finite numbers alone.
    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sum = Vector<float>.Zero;
        foreach (var vector in vectors)
        {
            sum += vector - vector;
        }

        var rest = 0f;
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            rest += value - value;
        }

        return Vector.EqualsAll(sum, Vector<float>.Zero) && rest == 0;
    }

    private static void Convert<T>(ReadOnlySpan<T> numbers, Span<float> destination)
        where T : struct, INumberBase<T>
    {
        for (var index = 0; index < numbers.Length; index++)
        {
            destination[index] = float.CreateTruncating(numbers[index]);
        }
    }
}
