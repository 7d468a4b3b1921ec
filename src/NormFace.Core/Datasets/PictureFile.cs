namespace NormFace.Datasets;

/// <summary>A picture that is a file of its own.</summary>
public static class PictureFile
{
    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InvalidDataException">It is empty, a folder, no plain file, or larger than any picture should be (256 MB).</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static StoredPicture Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException("it is a folder.");
        }

        // Pipes and devices have no length, and opening a pipe would wait for its other end.
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            throw new InvalidDataException("it is empty, or no plain file.");
        }

        using var file = new PackedFile(path);
        if (file.Length > PackedFile.LargestPicture)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it is larger than {PackedFile.LargestPicture} bytes, more than any picture should be."));
        }

        return new StoredPicture(file.Read(0, file.Length));
    }
}
