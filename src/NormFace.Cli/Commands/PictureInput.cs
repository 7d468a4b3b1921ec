using NormFace.Datasets;
using NormFace.Decoding;

namespace NormFace.Cli.Commands;

/// <summary>One picture to read: a file, a pipe, or standard input.</summary>
internal static class PictureInput
{
    /// <summary>Reads and decodes it.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="name">Its name for errors.</param>
    /// <exception cref="PictureException">It cannot be read or decoded.</exception>
    public static Picture Read(string path, string name)
    {
        try
        {
            using var stream = path == InputFile.StandardInput ? InputFile.OpenStandardInput()
                : InputFile.MayBePipe(path) ? File.OpenRead(path)
                : null;
            return Picture.Decode(
                stream is null
                    ? StoredPicture.FromFile(path)
                    : StoredPicture.FromStreamAsync(stream).GetAwaiter().GetResult(),
                name);
        }
        catch (Exception error) when (
            error is InvalidDataException or UnauthorizedAccessException or (IOException and not PictureException))
        {
            throw new PictureException(name, $"it cannot be read. {error.Message}", error);
        }
    }
}
