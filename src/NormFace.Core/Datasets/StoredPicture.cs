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
        if (Directory.Exists(path))
        {
            throw new InvalidDataException("it is a folder.");
        }

        // Pipes and devices have no length, and opening a pipe would wait for its other end.
        return new FileInfo(path).Length switch
        {
            0 => throw new InvalidDataException("it is empty, or not a plain file."),
            > MaxLength => throw new InvalidDataException(
                FormattableString.Invariant($"it is larger than {MaxLength} bytes, more than any picture should be.")),
            _ => new StoredPicture(File.ReadAllBytes(path)),
        };
    }
}
