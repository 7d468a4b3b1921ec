namespace NormFace.Datasets;

/// <summary>Samples of identities, wherever they are kept: pictures, or rows of features.</summary>
/// <remarks>Entries are in a stable order. A source never writes, and never reads outside the path it was opened
/// on.</remarks>
public abstract class SampleSource : IDisposable
{
    /// <summary>Where the samples are: the path the source was opened on.</summary>
    public abstract string Location { get; }

    /// <summary>Every sample, in the stable order.</summary>
    public abstract IReadOnlyList<PictureEntry> Entries { get; }

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
