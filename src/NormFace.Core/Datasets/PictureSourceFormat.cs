namespace NormFace.Datasets;

/// <summary>A form in which pictures are kept, for a <see cref="PictureSourceCatalogue"/>.</summary>
/// <param name="Description">What is accepted, for messages, such as <c>a .zip of such a folder</c>.</param>
/// <param name="Recognises">Whether the file or folder at a path, which exists, is of this form.</param>
/// <param name="Open">Opens it. Throws <see cref="InvalidDataException"/> where it is broken.</param>
public sealed record PictureSourceFormat(
    string Description, Func<string, bool> Recognises, Func<string, PictureSource> Open)
{
    /// <summary>A format that is recognised by file extension.</summary>
    /// <param name="description">What is accepted, for messages.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="extensions">The extensions with their point, such as <c>.lmdb</c>; upper or lower case.</param>
    /// <returns>The form.</returns>
    public static PictureSourceFormat OfFiles(
        string description, Func<string, PictureSource> open, params IReadOnlyList<string> extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        return new PictureSourceFormat(
            description,
            path => File.Exists(path) && extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase),
            open);
    }
}
