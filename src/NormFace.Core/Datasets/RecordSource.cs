using System.Globalization;

namespace NormFace.Datasets;

/// <summary>Records of InsightFace or MXNet: <c>train.rec</c> with <c>train.idx</c> beside it.</summary>
/// <remarks>
/// Read in place, by several threads. The identity is the record's label (the first, if it has several), a whole number
/// without a point. Paths are the keys of the index, with leading zeros. Where InsightFace's record 0 says how far the
/// pictures go, records beyond, which describe identities, are left out; a record without bytes is never a picture.
/// Without an index the file is walked through and records are counted from 0.
/// </remarks>
internal sealed class RecordSource : PlacedPictures<long>
{
    private readonly PackedFile file;

    /// <summary>Opens a record file and reads the label of every record.</summary>
    /// <param name="path">The .rec, .idx or .lst file, or a folder that holds one .rec file.</param>
    /// <exception cref="InvalidDataException">
    /// A file is broken, the two do not belong together, or a folder holds none or several record files.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public RecordSource(string path)
        : this(path, PackedFile.Open(RecordsAt(path), List))
    {
    }

    private RecordSource(string path, (PackedFile File, IReadOnlyList<(PictureEntry, long)> Pictures) opened)
        : base(path, opened.Pictures) => file = opened.File;

    /// <summary>Whether a path leads to records.</summary>
    public static bool IsAt(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.rec").Any()
        : Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".rec" or ".idx" => true,
            ".lst" => File.Exists(Path.ChangeExtension(path, ".rec")),
            _ => false,
        };

    protected override StoredPicture ReadAt(long place) => new(RecordFile.ReadPicture(file, place));

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            file.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static IReadOnlyList<(PictureEntry, long)> List(PackedFile file)
    {
        var index = Path.ChangeExtension(file.Location, ".idx");
        return
        [
            .. from record in File.Exists(index) ? Listed(file, index) : Walked(file)
               let path = record.Key.ToString("D9", CultureInfo.InvariantCulture)
               select (new PictureEntry(path, Text(record.Label)), record.Offset),
        ];
    }

    private static string RecordsAt(string path)
    {
        if (!Directory.Exists(path))
        {
            return Path.ChangeExtension(path, ".rec");
        }

        var files = Directory.GetFiles(path, "*.rec");
        return files.Length == 1
            ? files[0]
            : throw new InvalidDataException(
                FormattableString.Invariant($"{path}: expected one .rec file, found {files.Length}. Name the file."));
    }

    private static IEnumerable<(long Key, float Label, long Offset)> Listed(PackedFile file, string index)
    {
        var records = RecordIndex.Read(index);
        var end = long.MaxValue;
        if (records.TryGetValue(0, out var first)
            && RecordFile.ReadHeader(file, first, out _) is { ManyLabels: > 0, HasPicture: false })
        {
            end = (long)RecordFile.ReadLabels(file, first)[0]; // keys from here on describe identities
        }

        var left = file.Length; // an index may list a record many times, or records inside of records
        foreach (var (key, offset) in records.Where(record => record.Key < end))
        {
            var header = RecordFile.ReadHeader(file, offset, out var next);
            left -= next - offset;
            if (left < 0)
            {
                throw new InvalidDataException(
                    $"{index}: expected every record once, found records that overlap. "
                    + "Get the file again, or delete it: the records are then walked through.");
            }

            if (header.HasPicture)
            {
                yield return (key, header.Label, offset);
            }
        }
    }

    private static IEnumerable<(long Key, float Label, long Offset)> Walked(PackedFile file)
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
