namespace NormFace.Datasets;

/// <summary>Pictures in a zip archive, laid out as in a folder: <c>ID/file.jpg</c>. Read in place, by several threads, without a lock.</summary>
/// <remarks>
/// Stored members, as JPEGs are best kept, are one read each; deflated ones are unpacked in memory. Checksums are verified. A member may
/// claim 256 MB at most, and not more than a hundred times its packed bytes. Where a name occurs twice, the last counts.
/// </remarks>
public sealed class ZipSource : PictureSource
{
    private readonly PackedFile file;
    private readonly PlacedPictures<ZipMember> pictures;

    /// <summary>Opens an archive and reads its list of members.</summary>
    /// <param name="path">The .zip file.</param>
    /// <exception cref="InvalidDataException">It is no zip archive, is cut short, or holds a picture whose name leaves the archive's root.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ZipSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Location = path;
        file = new PackedFile(path);
        try
        {
            pictures = ArchiveNames.Place(file, ZipDirectory.Read(file), member => member.Name);
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
    public override StoredPicture Read(int index) => pictures.Read(index, member => new StoredPicture(member.Read(file)));

    /// <inheritdoc />
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            file.Dispose();
        }

        base.Dispose(isDisposing);
    }
}
