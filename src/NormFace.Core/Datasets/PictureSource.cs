namespace NormFace.Datasets;

/// <summary>Pictures of identities, wherever they are kept: a folder, an archive, a list, a record file.</summary>
/// <remarks>
/// Entries are in a stable order: by identity as <see cref="IdentityOrder"/> says (whole numbers by value, all else by ordinal comparison),
/// then by path, by ordinal comparison. Reading is safe from several threads at once. A source never writes, and never reads outside
/// the path it was opened on.
/// </remarks>
public abstract class PictureSource : IDisposable
{
    /// <summary>Where the pictures are: the path the source was opened on.</summary>
    public abstract string Location { get; }

    /// <summary>Every picture, in the stable order.</summary>
    public abstract IReadOnlyList<PictureEntry> Entries { get; }

    /// <summary>Opens pictures by what lies at a path.</summary>
    /// <param name="path">
    /// A folder (of identities, or with a .rec file, or with MNIST's idx files), or a .zip, .tar, .rec/.idx/.lst, .bin (pairs of InsightFace),
    /// .txt/.csv/.tsv list, or an idx file of MNIST. Of a folder with both parts of MNIST the training part is taken.
    /// </param>
    /// <returns>The source; the caller disposes it.</returns>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">The file is of no accepted kind, or is broken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PictureSource Open(string path) => SourceShape.Open(path);

    /// <summary>The pictures that hold to a condition, in the same order.</summary>
    /// <param name="condition">Whether a picture is wanted.</param>
    /// <returns>A source that reads from this one, which must stay open; it may have no entries.</returns>
    public PictureSource Where(Func<PictureEntry, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new ChosenSource(this, [.. Enumerable.Range(0, Entries.Count).Where(index => condition(Entries[index]))]);
    }

    /// <summary>Reads a picture as it is stored. Safe from several threads.</summary>
    /// <param name="index">Index into <see cref="Entries"/>.</param>
    /// <returns>The stored bytes.</returns>
    /// <exception cref="PictureException">This picture cannot be read; others may.</exception>
    public abstract StoredPicture Read(int index);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases files held open.</summary>
    /// <param name="isDisposing">Whether called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool isDisposing)
    {
    }
}
