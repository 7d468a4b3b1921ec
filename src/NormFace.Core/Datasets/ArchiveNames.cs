namespace NormFace.Datasets;

/// <summary>Chooses the pictures among an archive's members by their names.</summary>
internal static class ArchiveNames
{
    /// <summary>Pictures that are not hidden, in the stable order; of members with one name the last.</summary>
    /// <exception cref="InvalidDataException">A picture's name leaves the archive's root.</exception>
    public static PlacedPictures<T> Place<T>(PackedFile file, IEnumerable<T> members, Func<T, string> name)
    {
        var byPath = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (!PicturePath.IsPicture(name(member)))
            {
                continue;
            }

            var path = PicturePath.Inside(name(member)) ?? throw new InvalidDataException(
                $"{file.Location}: names of members must lie below the archive's root, but one is '{name(member)}'. Such an archive is made wrongly or with bad intent.");
            if (!PicturePath.IsHidden(path))
            {
                byPath[path] = member;
            }
        }

        return PlacedPictures<T>.InOrder(byPath.Select(pair => (new PictureEntry(pair.Key, PicturePath.Identity(pair.Key)), pair.Value)));
    }
}
