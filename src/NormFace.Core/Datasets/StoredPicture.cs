namespace NormFace.Datasets;

/// <summary>A picture as its source stores it: an encoded file, or bare pixels.</summary>
/// <param name="Bytes">The file (JPEG, PNG, WebP, ...), or the pixels row by row.</param>
/// <param name="PixelWidth">Width of bare pixels; 0 for an encoded file.</param>
/// <param name="PixelHeight">Height of bare pixels; 0 for an encoded file.</param>
/// <param name="PixelChannels">1 for grey, 3 for red, green, blue; 0 for an encoded file.</param>
public readonly record struct StoredPicture(
    ReadOnlyMemory<byte> Bytes, int PixelWidth = 0, int PixelHeight = 0, int PixelChannels = 0)
{
    /// <summary>Most bytes a stored picture may have, 256 MB; more is refused before memory is taken.</summary>
    public const int MaxLength = 256 << 20;

    /// <summary>Whether the bytes are pixels already.</summary>
    public bool IsBarePixels => PixelWidth > 0;

    /// <summary>Reads a picture that is a file of its own.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InvalidDataException">
    /// It is empty, a folder, not a plain file, or larger than <see cref="MaxLength"/>.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static StoredPicture FromFile(string path)
    {
        CheckFile(path);
        return new StoredPicture(File.ReadAllBytes(path));
    }

    /// <summary>Reads a picture that is a file of its own.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="FromFile"/>.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<StoredPicture> FromFileAsync(string path, CancellationToken cancellationToken = default)
    {
        CheckFile(path);
        return new StoredPicture(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads a picture from a stream, to the stream's end.</summary>
    /// <param name="stream">
    /// The stream; it stays open. It may be endless: reading stops after <see cref="MaxLength"/>.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InvalidDataException">It is longer than <see cref="MaxLength"/>.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<StoredPicture> FromStreamAsync(
        Stream stream, CancellationToken cancellationToken = default)
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

    private static void CheckFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException("it is a folder.");
        }

        // Pipes and devices have no length, and opening a pipe would wait for its other end.
        var length = new FileInfo(path).Length;
        if (length == 0)
        {
            throw new InvalidDataException("it is empty, or not a plain file.");
        }

        CheckLength(length);
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
