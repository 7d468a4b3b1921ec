namespace NormFace.Datasets;

/// <summary>Pictures of identities, wherever they are kept: a folder, an archive, a list, a record file.</summary>
/// <remarks>
/// Entries are in a stable order: by identity, then by path, both by ordinal comparison of the text. Reading is safe from several
/// threads at once. A source never writes, and never reads outside the path it was opened on.
/// </remarks>
public abstract class PictureSource : IDisposable
{
    /// <summary>Where the pictures are: the path the source was opened on.</summary>
    public abstract string Location { get; }

    /// <summary>Every picture, in the stable order.</summary>
    public abstract IReadOnlyList<PictureEntry> Entries { get; }

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
