namespace NormFace.Datasets;

/// <summary>One picture, which is a file of its own, without an identity.</summary>
/// <param name="path">The file. It is opened when it is read.</param>
internal sealed class SinglePicture(string path)
    : PlacedPictures<string>(path, [(new PictureEntry(Path.GetFileName(path), ""), path)])
{
    protected override StoredPicture ReadAt(string place) => StoredPicture.FromFile(place);
}
