namespace NormFace.Datasets;

/// <summary>Pictures in a tar archive that is not compressed, laid out as in a folder. Read in place, by several threads.</summary>
/// <remarks>Where a name occurs twice, the last counts, as when an archive is unpacked. Links are passed over.</remarks>
public sealed class TarSource : PictureSource
{
    private readonly PackedFile file;
    private readonly PlacedPictures<TarMember> pictures;

    /// <summary>Opens an archive and walks over its headers.</summary>
    /// <param name="path">The .tar file.</param>
    /// <exception cref="InvalidDataException">It is compressed, no tar archive, cut short, or holds a picture whose name leaves the archive's root.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public TarSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Location = path;
        file = new PackedFile(path);
        try
        {
            pictures = ArchiveNames.Place(file, TarDirectory.Read(file), member => member.Name);
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
        pictures.Read(index, member => new StoredPicture(file.Read(member.Offset, member.Length)));

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
