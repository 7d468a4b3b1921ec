namespace NormFace.Storage;

/// <summary>Opens files that are read by place: archives, checkpoints, models.</summary>
public static class PlainFile
{
    /// <summary>Opens a file to be read.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The stream, which can seek.</returns>
    /// <exception cref="InvalidDataException">It is a pipe or device.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return File.OpenRead(path);
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InvalidDataException">It is a pipe or device.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        Check(path);
        return File.ReadAllBytes(path);
    }

    // Pipes and devices have no length. Opening a pipe waits for its other end, maybe for ever; opening it to write as
    // well does not.
    internal static void Check(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 } && !CanSeek(path))
        {
            throw new InvalidDataException(
                $"{path}: expected a file, found a pipe or a device. Store it in a file first.");
        }
    }

    private static bool CanSeek(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return stream.CanSeek;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
