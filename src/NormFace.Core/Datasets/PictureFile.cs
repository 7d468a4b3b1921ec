namespace NormFace.Datasets;

/// <summary>A picture that is a file or a stream of its own, read whole.</summary>
public static class PictureFile
{
    /// <summary>Most bytes a picture may have, as it is stored.</summary>
    public const int MaxLength = PackedFile.LargestPicture;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InvalidDataException">It is empty, a folder, no plain file, or larger than any picture should be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static StoredPicture Read(string path)
    {
        using var file = Open(path);
        return new StoredPicture(file.Read(0, file.Length));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<StoredPicture> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        Open(path).Dispose();
        await using var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        return await ReadAsync(file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream; it stays open. It may have no end: a picture has.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InvalidDataException">It is longer than any picture should be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<StoredPicture> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int count; (count = await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            bytes.Write(piece, 0, count);
            CheckLength(bytes.Length);
        }

        return new StoredPicture(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    private static PackedFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException("it is a folder.");
        }

        // Pipes and devices have no length, and opening a pipe would wait for its other end.
        if (new FileInfo(path) is { Exists: true, Length: var length })
        {
            CheckLength(length);
            if (length == 0)
            {
                throw new InvalidDataException("it is empty, or no plain file.");
            }
        }

        return new PackedFile(path);
    }

    private static void CheckLength(long length)
    {
        if (length > MaxLength)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"it is larger than {MaxLength} bytes, more than any picture should be."));
        }
    }
}
