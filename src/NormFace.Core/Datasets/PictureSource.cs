namespace NormFace.Datasets;

/// <summary>Pictures of identities, wherever they are kept: a folder, an archive, a list, a record file.</summary>
/// <remarks>
/// <para>
/// Entries are in a stable order: by identity (whole numbers by value, all else by ordinal comparison), then by path,
/// by ordinal comparison. Reading is safe from several threads at once. A source never writes, and never reads outside
/// the path it was opened on.
/// </para>
/// <para>
/// To read another form, derive from <see cref="PlacedPictures{TPlace}"/> and add it to a
/// <see cref="PictureSourceCatalogue"/>.
/// </para>
/// </remarks>
public abstract class PictureSource : SampleSource
{
    /// <summary>The pictures that hold to a condition, in the same order.</summary>
    /// <param name="condition">Whether a picture is wanted.</param>
    /// <returns>A source that reads from this one, which must stay open; it may have no entries.</returns>
    public PictureSource Where(Func<PictureEntry, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new Chosen(this, [.. Enumerable.Range(0, Entries.Count).Where(index => condition(Entries[index]))]);
    }

    /// <summary>Reads a picture as it is stored. Safe from several threads.</summary>
    /// <param name="index">Index into <see cref="SampleSource.Entries"/>.</param>
    /// <returns>The stored bytes.</returns>
    /// <exception cref="PictureException">This picture cannot be read; others may.</exception>
    public abstract StoredPicture Read(int index);

    /// <summary>Some pictures of another source, which stays the owner's to dispose.</summary>
    private sealed class Chosen(PictureSource source, int[] indices) : PictureSource
    {
        public override string Location => source.Location;

        public override IReadOnlyList<PictureEntry> Entries { get; } =
            [.. indices.Select(index => source.Entries[index])];

        public override StoredPicture Read(int index) => source.Read(indices[index]);
    }
}
