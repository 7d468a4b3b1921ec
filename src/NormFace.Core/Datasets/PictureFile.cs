namespace NormFace.Datasets;

/// <summary>A picture that is a file of its own.</summary>
internal static class PictureFile
{
    public static StoredPicture Read(string path)
    {
        // Pipes and devices have no length, and opening a pipe would wait for its other end.
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            throw new InvalidDataException("it is empty, or no plain file.");
        }

        using var file = new PackedFile(path);
        return new StoredPicture(file.Read(0, file.Length));
    }
}
