using System.IO.Compression;
using System.IO.Hashing;

namespace NormFace.Datasets;

/// <summary>
/// Pictures in a zip archive, laid out as in a folder: <c>ID/file.jpg</c>. Read in place, by several threads.
/// </summary>
/// <remarks>
/// Members are read whole into memory and their checksums are verified. A member may claim 256 MB at most, and no more
/// than a hundred times its compressed bytes. Where a name occurs twice, the last counts.
/// </remarks>
public sealed class ZipSource : PictureSource
{
    private const long HarmlessLength = 1 << 20; // any ratio is accepted up to here
    private const long HighestRatio = 100; // pictures are compressed already; bitmaps shrink less than this

    private readonly PackedFile file;
    private readonly ZipArchive archive;
    private readonly Lock gate = new(); // for the archive's own state; its members are read without it
    private readonly PlacedPictures<ZipArchiveEntry> pictures;

    /// <summary>Opens an archive and reads its list of members.</summary>
    /// <param name="path">The .zip file.</param>
    /// <exception cref="InvalidDataException">
    /// It is not a zip archive, is truncated, has overlapping members, or a picture's name leaves its root.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ZipSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Location = path;
        file = new PackedFile(path);
        try
        {
            archive = Open(file);
            pictures = ArchiveNames.Place(file, archive.Entries, member => member.FullName);
        }
        catch
        {
            archive?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public override string Location { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PictureEntry> Entries => pictures.Entries;

    /// <inheritdoc />
    public override StoredPicture Read(int index) => pictures.Read(index, member => new StoredPicture(Read(member)));

    /// <inheritdoc />
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            archive.Dispose();
            file.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static ZipArchive Open(PackedFile file)
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

    private byte[] Read(ZipArchiveEntry member)
    {
        if (member.IsEncrypted)
        {
            throw new InvalidDataException("it is encrypted. Pack the pictures without a password.");
        }

        var isBomb = member.Length > HarmlessLength && member.Length / HighestRatio > member.CompressedLength;
        if (member.Length > PackedFile.LargestPicture || isBomb)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"it claims {member.Length} bytes out of {member.CompressedLength}; at most ")
                + FormattableString.Invariant(
                    $"{PackedFile.LargestPicture}, and {HighestRatio} times the compressed bytes, are accepted."));
        }

        using var content = Open(member);
        var bytes = new byte[member.Length];
        var count = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count == bytes.Length && Crc32.HashToUInt32(bytes) == member.Crc32
            ? bytes
            : throw new InvalidDataException(
                $"its bytes in {Location} do not have the length and checksum that it states. Get the file again.");
    }

    private Stream Open(ZipArchiveEntry member)
    {
        lock (gate)
        {
            return member.Open();
        }
    }
}
