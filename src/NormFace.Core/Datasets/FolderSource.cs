namespace NormFace.Datasets;

/// <summary>Pictures in a folder with one folder for each identity: <c>ID/file.jpg</c>, or deeper.</summary>
/// <remarks>
/// The identity is the first folder; a picture in no folder has none. Hidden files, links and files that are not jpg,
/// jpeg, png, webp, bmp or gif by their extension are passed over: a link could lead out of the folder, or back in.
/// </remarks>
/// <param name="folder">The folder. The pictures themselves are opened when they are read.</param>
/// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
/// <exception cref="UnauthorizedAccessException">A folder in it may not be listed.</exception>
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
        return
            from file in Directory.EnumerateFiles(root, "*", options)
            let path = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')
            where PicturePath.IsPicture(path)
            select (PictureEntry.At(path), file);
    }
}
