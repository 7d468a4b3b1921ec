namespace NormFace.Datasets;

/// <summary>Some pictures of another source, which stays the owner's to dispose.</summary>
internal sealed class ChosenSource(PictureSource source, int[] chosen) : PictureSource
{
    public override string Location => source.Location;

    public override IReadOnlyList<PictureEntry> Entries { get; } = [.. chosen.Select(index => source.Entries[index])];

    public override StoredPicture Read(int index) => source.Read(chosen[index]);
}
