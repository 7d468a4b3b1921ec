namespace NormFace.Datasets;

/// <summary>Paths of pictures inside a source: which count as pictures, whose they are, which are refused.</summary>
internal static class PicturePath
{
    // The last line cannot be decoded; it is listed so that it is refused by name, and not passed over.
    private static readonly string[] Extensions =
    [
        ".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".pgm", ".ppm", ".pnm",
        ".heic", ".heif", ".avif", ".tif", ".tiff",
    ];

    public static bool IsPicture(string path) =>
        Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a part of the path is hidden, or is what macOS adds to archives.</summary>
    public static bool IsHidden(string path) =>
        path.StartsWith('.')
            || path.Contains("/.", StringComparison.Ordinal)
            || path.StartsWith("__MACOSX/", StringComparison.Ordinal);

    /// <summary>The first folder, or nothing for a picture that lies in none.</summary>
    public static string Identity(string path)
    {
        var end = path.IndexOf('/', StringComparison.Ordinal);
        return end < 0 ? "" : path[..end];
    }

    /// <summary>
    /// A name from an archive as a path below its root, with <c>/</c> between parts and no part <c>.</c>; null if it
    /// leaves the root.
    /// </summary>
    public static string? Inside(string name)
    {
        var path = name.Replace('\\', '/');
        var isRooted = path.StartsWith('/') || (path.Length >= 2 && path[1] == ':' && char.IsAsciiLetter(path[0]));
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        return isRooted || parts.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || parts.Contains("..")
            ? null
            : string.Join('/', parts);
    }
}
