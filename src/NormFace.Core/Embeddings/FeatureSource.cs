using System.Buffers.Binary;
using NormFace.Datasets;
using NormFace.Storage;
using NormFace.Weights;

namespace NormFace.Embeddings;

/// <summary>Features in a file as samples to train on or to embed: each row a sample of an identity.</summary>
/// <remarks>
/// <para>
/// A <c>.safetensors</c> file of <see cref="FeatureFile"/> holds its names: the identity of a row is the first folder
/// of its name. A <c>.npy</c> matrix, float16, float32 or float64 <c>[N, D]</c>, has a text beside it with a line for
/// each row: <c>x.labels.txt</c> of <c>x.npy</c> with identities, or <c>x.names.txt</c> with names. A row that has a
/// label alone is named after label and number, <c>label/17</c>; numbers of rows start at 0.
/// </para>
/// <para>The file is mapped into memory, so that a million rows take none. Entries are in the order of the rows.</para>
/// </remarks>
public sealed class FeatureSource : SampleSource
{
    private readonly MappedRows rows;
    private readonly RowNames names;

    private FeatureSource(string path, MappedRows rows, RowNames names) =>
        (Location, this.rows, this.names) = (path, rows, names);

    /// <inheritdoc />
    public override string Location { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PictureEntry> Entries => names;

    /// <summary>Length of a row, D.</summary>
    public int Size => rows.Size;

    /// <summary>Whether a path names a file of features: by its ending, <c>.npy</c> or <c>.safetensors</c>.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsAt(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return IsNpy(path) || path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Length of a row, D, read from the file's header alone.</summary>
    /// <param name="path">The file.</param>
    /// <returns>D, at least 1.</returns>
    /// <exception cref="InvalidDataException">The file is of another form.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static int SizeAt(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return (IsNpy(path) ? NpyFile.Place(path) : Places(path).Rows).Columns;
    }

    /// <summary>Opens a file and checks it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelsPath">For a <c>.npy</c>: text with the identity of each row, one a line.</param>
    /// <param name="namesPath">For a <c>.npy</c>: text with the name of each row, <c>identity/…</c>, one a line. If
    /// neither is given, they are looked for beside the file.</param>
    /// <returns>The source; dispose it.</returns>
    /// <exception cref="InvalidDataException">A file is of another form, the texts do not fit the rows, or a row holds
    /// a NaN or an infinity or is all zero; file and row are named.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static FeatureSource Open(string path, string? labelsPath = null, string? namesPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (place, names) = IsNpy(path)
            ? Npy(path, labelsPath, namesPath)
            : Safetensors(path, labelsPath ?? namesPath);
        var rows = new MappedRows(path, place);
        try
        {
            rows.Check(names.NameOf);
            return new FeatureSource(path, rows, names);
        }
        catch (InvalidDataException error)
        {
            rows.Dispose();
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>Copies a row as float32. Safe from several threads.</summary>
    /// <param name="index">Index into <see cref="Entries"/>.</param>
    /// <param name="destination">Takes the row. Shape <c>[D]</c>.</param>
    /// <exception cref="ArgumentException">There is no such row, or the destination is of another length.</exception>
    public void CopyRow(int index, Span<float> destination)
    {
        if ((uint)index >= (uint)rows.Count || destination.Length != Size)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"index must lie in [0, {rows.Count}) and destination hold {Size} values, but were {index} and ")
                + FormattableString.Invariant($"{destination.Length}."));
        }

        rows.CopyRow(index, destination);
    }

    /// <inheritdoc />
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            rows.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static bool IsNpy(string path) => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    private static (MatrixPlace Place, RowNames Names) Npy(string path, string? labelsPath, string? namesPath)
    {
        var place = NpyFile.Place(path);
        RequireRows(path, place);
        if (labelsPath is null && namesPath is null)
        {
            var (labels, names) =
                (Path.ChangeExtension(path, ".labels.txt"), Path.ChangeExtension(path, ".names.txt"));
            (labelsPath, namesPath) =
                (File.Exists(labels) ? labels : null, File.Exists(names) ? names : null);
            if (labelsPath is null && namesPath is null)
            {
                throw new InvalidDataException(
                    $"{path}: expected a text with a line for each row, labels at {labels} or names at {names}, found "
                    + "none. Write one, or name it.");
            }
        }

        return labelsPath is null || namesPath is null
            ? (place, RowNames.Read((labelsPath ?? namesPath)!, place.Rows, areNames: labelsPath is null, path))
            : throw new InvalidDataException(
                $"{path}: expected labels or names of its rows, found both, {labelsPath} and {namesPath}. Name one.");
    }

    private static (MatrixPlace Place, RowNames Names) Safetensors(string path, string? textPath)
    {
        if (textPath is not null)
        {
            throw new InvalidDataException(
                $"{path}: expected no separate labels or names, since the file holds its names, found {textPath}.");
        }

        var (place, names) = Places(path);
        RequireRows(path, place);
        using var stream = PlainFile.OpenRead(path);
        stream.Position = names.Offset;
        var bytes = new byte[names.Length];
        stream.ReadExactly(bytes);
        return (place, RowNames.Parse(bytes, place.Rows, path));
    }

    private static void RequireRows(string path, MatrixPlace place)
    {
        if (place.Rows < 1)
        {
            throw new InvalidDataException($"{path}: expected at least one row, found none.");
        }
    }

    private static (MatrixPlace Rows, (long Offset, int Length) Names) Places(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.LengthByteCount];
        var isWhole = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) == prefix.Length;
        var length = isWhole ? BinaryPrimitives.ReadUInt64LittleEndian(prefix) : 0;
        if (!isWhole || length > (ulong)Math.Min(SafetensorsHeader.LargestByteCount, stream.Length - prefix.Length))
        {
            throw new InvalidDataException(
                $"{path}: expected a safetensors file, found another. 'normface embed' writes files of features.");
        }

        var json = new byte[length];
        stream.ReadExactly(json);
        var entries = SafetensorsHeader.Parse(json, path).Entries;
        var (rows, names) = (Find(FeatureFile.EmbeddingsName), Find(FeatureFile.NamesName));
        if (rows is not { Type: StoredType.F32, Shape: [<= int.MaxValue, >= 1 and <= int.MaxValue] }
            || names is not { Type: StoredType.U8, Shape: [<= int.MaxValue] })
        {
            throw new InvalidDataException(
                $"{path}: expected tensors 'embeddings' (float32 [N, D]) and 'names' (bytes), found "
                + $"{(entries.Count == 0 ? "none" : string.Join(", ", entries.Take(3).Select(entry => entry.Name)))}"
                + $"{(entries.Count > 3 ? $" and {entries.Count - 3} others" : "")}. "
                + "'normface embed' writes such files.");
        }

        var place = new MatrixPlace(
            stream.Position + rows.Begin, (int)rows.Shape[0], (int)rows.Shape[1], StoredType.F32);
        var available = stream.Length - stream.Position;
        return Fits(rows, place.ByteCount) && Fits(names, names.Shape[0])
            ? (place, (stream.Position + names.Begin, (int)names.Shape[0]))
            : throw new InvalidDataException(
                $"{path}: expected whole tensors 'embeddings' and 'names', found a file that is damaged or ends "
                + "before. Get the file again.");

        SafetensorsEntry? Find(string name) => entries.FirstOrDefault(entry => entry.Name == name);

        bool Fits(SafetensorsEntry entry, long bytes) =>
            entry.Begin >= 0 && entry.Begin <= available && entry.End - entry.Begin == bytes && entry.End <= available;
    }
}
