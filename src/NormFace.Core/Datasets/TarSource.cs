using System.Formats.Tar;

namespace NormFace.Datasets;

/// <summary>
/// Pictures in a tar archive that is not compressed, laid out as in a folder. Read in place, by several threads.
/// </summary>
/// <remarks>
/// Where a name occurs twice, the last counts, as when an archive is unpacked. Links are passed over.
/// </remarks>
internal sealed class TarSource : PlacedPictures<TarSource.Member>
{
    private const string Gzip = "gzip. Unpack it, or pack the pictures as .tar or .zip: those are read in place";

    private readonly PackedFile file;

    /// <summary>Opens an archive and walks over its headers.</summary>
    /// <param name="path">The .tar file.</param>
    /// <exception cref="InvalidDataException">
    /// It is compressed, not a tar archive, truncated, or a picture's name leaves its root.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public TarSource(string path)
        : this(PackedFile.Open(
            path, file => ArchiveNames.Place(file, Members(file), member => member.Name, lastCounts: true)))
    {
    }

    private TarSource((PackedFile File, IEnumerable<(PictureEntry, Member)> Pictures) opened)
        : base(opened.File.Location, opened.Pictures) => file = opened.File;

    protected override StoredPicture ReadAt(Member place) => new(file.Read(place.Offset, place.Length));

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            file.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static List<Member> Members(PackedFile file)
    {
        var members = new List<Member>();
        try
        {
            using var stream = new PackedStream(file);
            using var reader = new TarReader(stream);
            var end = 0L;
            while (reader.GetNextEntry() is { } entry)
            {
                end = stream.Position;
                if (entry.EntryType is
                    TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
                {
                    members.Add(new Member(entry.Name, entry.DataOffset, entry.Length));
                }
            }

            // The reader also stops at a header cut short, and at one without a checksum. An archive ends with zeros.
            return end <= file.Length && !file.Read(end, stream.Position - end).AsSpan().ContainsAnyExcept((byte)0)
                ? members
                : throw new EndOfStreamException("the end of the file, or of what is readable, inside a member");
        }
        catch (Exception error) when (
            error is InvalidDataException or IOException or ArgumentException or FormatException
                or OverflowException or NotSupportedException)
        {
            var found = IsGzip(file) ? Gzip : error.Message.TrimEnd('.');
            throw new InvalidDataException($"{file.Location}: expected a whole tar archive, found {found}.", error);
        }
    }

    private static bool IsGzip(PackedFile file) => file.Length >= 2 && file.Read(0, 2) is [0x1f, 0x8b];

    internal readonly record struct Member(string Name, long Offset, long Length);
}
