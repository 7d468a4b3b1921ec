namespace NormFace.Storage;

/// <summary>A folder that one process at a time may write to: held by a file in it, which stays.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes a folder.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="name">Name of the file that holds it.</param>
    /// <returns>The lock, held until disposed; the system lets it go with the process, however that ends.</returns>
    /// <exception cref="IOException">Another holds the folder, or it cannot be written to.</exception>
    public static FolderLock Take(string folder, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        try
        {
            return new FolderLock(new FileStream(
                Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The folder '{folder}' is in use by another process, or cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Lets the folder go.</summary>
    public void Dispose() => file.Dispose();
}
