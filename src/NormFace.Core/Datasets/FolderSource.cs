using System.IO.Enumeration;

namespace NormFace.Datasets;

/// <summary>Pictures in a folder with one folder for each identity: <c>ID/file.jpg</c>, or deeper.</summary>
/// <remarks>
/// The identity is the first folder; a picture in no folder has none. Hidden files, links and files that are no
/// pictures by their extension are passed over: a link could lead out of the folder, or back in.
/// </remarks>
/// <param name="folder">The folder. The pictures themselves are opened when they are read.</param>
/// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
/// <exception cref="UnauthorizedAccessException">A folder in it may not be listed.</exception>
/// <exception cref="InvalidDataException">The name of a folder in it is not UTF-8: it could not be opened.</exception>
internal sealed class FolderSource(string folder) : PlacedPictures<string>(folder, List(folder))
{
    protected override StoredPicture ReadAt(string place) => StoredPicture.FromFile(place);

    private static IEnumerable<(PictureEntry Entry, string File)> List(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var root = Path.GetFullPath(folder);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        var files = new FileSystemEnumerable<string>(root, static (ref entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = static (ref entry) => RequireDecoded(ref entry),
        };
        return
            from file in files
            let path = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')
            where PicturePath.IsPicture(path)
            select (PictureEntry.At(path), file);
    }

    // .NET decodes such a name with losses, and would pass over the folder without a word.
    private static bool RequireDecoded(ref FileSystemEntry folder) =>
        !folder.FileName.Contains('\uFFFD') || Directory.Exists(folder.ToFullPath())
            ? true
            : throw new InvalidDataException(
                $"{folder.Directory}: names of folders must be UTF-8, but one is '{folder.FileName}'. Rename it.");
}
