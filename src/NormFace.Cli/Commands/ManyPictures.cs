using NormFace.Datasets;

namespace NormFace.Cli.Commands;

/// <summary>Pictures that a command goes through, at least one.</summary>
internal static class ManyPictures
{
    /// <summary>Opens them.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static PictureSource Open(string path)
    {
        var source = PictureSourceCatalogue.Default.Open(path);
        if (source.Entries.Count > 0)
        {
            return source;
        }

        source.Dispose();
        throw new InvalidDataException($"No pictures in {path}.");
    }
}
