using System.IO.Compression;
using System.IO.Hashing;

namespace NormFace.Datasets;

/// <summary>
/// Pictures in a zip archive, laid out as in a folder: <c>ID/file.jpg</c>. Read in place, by several threads.
/// </summary>
/// <remarks>
/// Members are read whole into memory and their checksums are verified. A member may claim 256 MB at most, and no more
/// than a hundred times its compressed bytes.
/// </remarks>
internal sealed class ZipSource : PlacedPictures<ZipArchiveEntry>
{
    private const long HarmlessLength = 1 << 20; // any ratio is accepted up to here
    private const long HighestRatio = 100; // pictures are compressed already; bitmaps shrink less than this

    private readonly PackedFile file;
    private readonly ZipArchive archive;
    private readonly Lock gate = new(); // for the archive's own state; its members are read without it

    /// <summary>Opens an archive and reads its list of members.</summary>
    /// <param name="path">The .zip file.</param>
    /// <exception cref="InvalidDataException">
    /// It is not a zip archive, is truncated, has overlapping members, or a picture's name leaves its root or is that
    /// of another.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ZipSource(string path)
        : this(PackedFile.Open(path, List))
    {
    }

    private ZipSource((PackedFile File, Contents Contents) opened)
        : base(opened.File.Location, opened.Contents.Pictures) =>
        (file, archive) = (opened.File, opened.Contents.Archive);

    protected override StoredPicture ReadAt(ZipArchiveEntry place)
    {
        if (place.IsEncrypted)
        {
            throw new InvalidDataException("it is encrypted. Pack the pictures without a password.");
        }

        var isBomb = place.Length > HarmlessLength && place.Length / HighestRatio > place.CompressedLength;
        if (place.Length > StoredPicture.MaxLength || isBomb)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"it claims {place.Length} bytes out of {place.CompressedLength}; at most ")
                + FormattableString.Invariant(
                    $"{StoredPicture.MaxLength}, and {HighestRatio} times the compressed bytes, are accepted."));
        }

        using var content = Open(place);
        var bytes = new byte[place.Length];
        var count = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count == bytes.Length && Crc32.HashToUInt32(bytes) == place.Crc32
            ? new StoredPicture(bytes)
            : throw new InvalidDataException(
                $"its bytes in {Location} do not have the length and checksum that it states. Get the file again.");
    }

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            archive.Dispose();
            file.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static Contents List(PackedFile file)
    {
        var archive = Archive(file);
        return new Contents(
            archive, ArchiveNames.Place(file, archive.Entries, member => member.FullName, lastCounts: false));
    }

    private static ZipArchive Archive(PackedFile file)
    {
        try
        {
            var archive = new ZipArchive(new PackedStream(file), ZipArchiveMode.Read);
            return archive.Entries.Sum(member => (decimal)member.CompressedLength) <= file.Length
                ? archive
                : throw new InvalidDataException("members that overlap");
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException)
        {
            var found = error.Message.TrimEnd('.');
            throw new InvalidDataException(
                $"{file.Location}: expected a whole zip archive, found {found}. Get the file again.", error);
        }
    }

    private Stream Open(ZipArchiveEntry member)
    {
        lock (gate)
        {
            return member.Open();
        }
    }

    private sealed record Contents(
        ZipArchive Archive, IEnumerable<(PictureEntry Entry, ZipArchiveEntry Place)> Pictures);
}
