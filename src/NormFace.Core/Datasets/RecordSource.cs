using System.Globalization;

namespace NormFace.Datasets;

/// <summary>Pictures in an InsightFace or MXNet record file: <c>train.rec</c> with <c>train.idx</c> beside it. Read in place, by several threads.</summary>
/// <remarks>
/// The identity is the record's label (the first, if it has several), a whole number without a point. Paths are the keys of the index,
/// with leading zeros. Where InsightFace's record 0 says how far the pictures go, records beyond, which describe identities, are left out;
/// a record without bytes is never a picture. Without an index the file is walked through and records are counted from 0.
/// </remarks>
public sealed class RecordSource : PictureSource
{
    private readonly PackedFile file;
    private readonly PlacedPictures<long> pictures;

    /// <summary>Opens a record file and reads the label of every record.</summary>
    /// <param name="path">The .rec, .idx or .lst file, or a folder that holds one .rec file.</param>
    /// <exception cref="InvalidDataException">A file is broken, the two do not belong together, or a folder holds none or several record files.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public RecordSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Location = path;
        var records = Directory.Exists(path) ? OnlyRecordFile(path) : Path.ChangeExtension(path, ".rec");
        file = new PackedFile(records);
        try
        {
            var index = Path.ChangeExtension(records, ".idx");
            pictures = PlacedPictures<long>.InOrder(
                from record in File.Exists(index) ? Listed(index) : Walked()
                select (new PictureEntry(record.Key.ToString("D9", CultureInfo.InvariantCulture), Text(record.Label)), record.Offset));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public override string Location { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PictureEntry> Entries => pictures.Entries;

    /// <inheritdoc />
    public override StoredPicture Read(int index) =>
        pictures.Read(index, offset => new StoredPicture(RecordFile.ReadPicture(file, offset)));

    /// <inheritdoc />
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            file.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static string OnlyRecordFile(string folder)
    {
        var files = Directory.GetFiles(folder, "*.rec");
        return files.Length == 1
            ? files[0]
            : throw new InvalidDataException(FormattableString.Invariant($"{folder}: expected one .rec file, found {files.Length}. Name the file."));
    }

    private IEnumerable<(long Key, float Label, long Offset)> Listed(string index)
    {
        var records = RecordIndex.Read(index);
        var end = long.MaxValue;
        if (records.TryGetValue(0, out var first) && RecordFile.ReadHeader(file, first, out _) is { ManyLabels: > 0, HasPicture: false })
        {
            end = (long)RecordFile.ReadLabels(file, first)[0]; // keys from here on describe identities
        }

        foreach (var (key, offset) in records)
        {
            if (key < end && RecordFile.ReadHeader(file, offset, out _) is { HasPicture: true } header)
            {
                yield return (key, header.Label, offset);
            }
        }
    }

    private IEnumerable<(long Key, float Label, long Offset)> Walked()
    {
        long key = 0;
        for (long offset = 0, next; offset < file.Length; offset = next, key++)
        {
            var header = RecordFile.ReadHeader(file, offset, out next);
            if (header.HasPicture)
            {
                yield return (key, header.Label, offset);
            }
        }
    }

    private static string Text(float label) =>
        label == MathF.Floor(label) && Math.Abs(label) < 1e9f
            ? ((long)label).ToString(CultureInfo.InvariantCulture)
            : label.ToString("R", CultureInfo.InvariantCulture);
}
