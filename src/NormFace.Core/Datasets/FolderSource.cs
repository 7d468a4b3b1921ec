namespace NormFace.Datasets;

/// <summary>Pictures in a folder with one folder for each identity: <c>ID/file.jpg</c>, or deeper.</summary>
/// <remarks>
/// The identity is the first folder; a picture in no folder has none. Hidden files, links and files that are not jpg, jpeg, png, webp,
/// bmp or gif by their extension are passed over: a link could lead out of the folder, or back into it.
/// </remarks>
public sealed class FolderSource : PictureSource
{
    private readonly PlacedPictures<string> pictures;

    /// <summary>Lists a folder; the pictures themselves are opened when they are read.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder in it may not be listed.</exception>
    public FolderSource(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Location = folder;
        var root = Path.GetFullPath(folder);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        pictures = PlacedPictures<string>.InOrder(
            from file in Directory.EnumerateFiles(root, "*", options)
            let path = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')
            where PicturePath.IsPicture(path)
            select (new PictureEntry(path, PicturePath.Identity(path)), file));
    }

    /// <inheritdoc />
    public override string Location { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PictureEntry> Entries => pictures.Entries;

    /// <inheritdoc />
    public override StoredPicture Read(int index) => pictures.Read(index, PictureFile.Read);
}
