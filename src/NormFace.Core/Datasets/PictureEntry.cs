namespace NormFace.Datasets;

/// <summary>A picture of an identity in a source, or a row of features.</summary>
/// <param name="Path">Path relative to the source, with <c>/</c> between parts; unique in it.</param>
/// <param name="Identity">Who or what it shows; empty if the source does not say.</param>
public sealed record PictureEntry(string Path, string Identity)
{
    /// <summary>The picture at a path whose first folder is its identity, as in <c>Name/Name_0001.jpg</c>.</summary>
    /// <param name="path">The path. One without a folder has no identity.</param>
    /// <returns>The picture.</returns>
    public static PictureEntry At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new PictureEntry(path, PicturePath.Identity(path));
    }
}
