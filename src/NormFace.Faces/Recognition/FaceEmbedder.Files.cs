using NormFace.Datasets;
using NormFace.Decoding;

namespace NormFace.Recognition;

/// <content>Photographs in files, memory and streams.</content>
public sealed partial class FaceEmbedder
{
    /// <summary>Embeds the face of a photograph in a file.</summary>
    /// <param name="path">A picture file, as <see cref="Picture.Read"/> takes it.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="PictureException">It cannot be read or decoded.</exception>
    /// <exception cref="FaceException">It does not show one face that can be relied on.</exception>
    public FaceEmbedding Embed(string path) => Embed(Picture.Read(path));

    /// <summary>Embeds the face of a photograph in memory.</summary>
    /// <param name="file">A picture file, as <see cref="Picture.Read"/> takes it.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="PictureException">It cannot be decoded.</exception>
    /// <exception cref="FaceException">It does not show one face that can be relied on.</exception>
    public FaceEmbedding Embed(ReadOnlyMemory<byte> file) => Embed(Picture.Decode(new StoredPicture(file), "picture"));

    /// <summary>Embeds the face of a photograph in a file.</summary>
    /// <param name="path">A picture file, as <see cref="Picture.Read"/> takes it.</param>
    /// <param name="cancellationToken">Stops before the file is read whole, or before the face is looked for.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="PictureException">It cannot be read or decoded.</exception>
    /// <exception cref="FaceException">It does not show one face that can be relied on.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<FaceEmbedding> EmbedAsync(string path, CancellationToken cancellationToken = default) =>
        EmbedAsync(Picture.ReadAsync(path, cancellationToken), cancellationToken);

    /// <summary>Embeds the face of a photograph in a stream.</summary>
    /// <param name="photograph">A picture file, as <see cref="Picture.Read"/> takes it, read to its end; it stays
    /// open.</param>
    /// <param name="cancellationToken">Stops before the stream is read whole, or before the face is looked for.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="PictureException">It cannot be read or decoded.</exception>
    /// <exception cref="FaceException">It does not show one face that can be relied on.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<FaceEmbedding> EmbedAsync(Stream photograph, CancellationToken cancellationToken = default) =>
        EmbedAsync(Picture.ReadAsync(photograph, cancellationToken), cancellationToken);

    private async Task<FaceEmbedding> EmbedAsync(Task<Picture> reading, CancellationToken cancellationToken)
    {
        var photograph = await reading.ConfigureAwait(false);
        return await Task.Run(() => Embed(photograph), cancellationToken).ConfigureAwait(false);
    }
}
