namespace NormFace.Datasets;

/// <summary>Chooses the pictures among an archive's members by their names.</summary>
internal static class ArchiveNames
{
    private const char Undecoded = '\uFFFD'; // in place of bytes that are not UTF-8

    /// <summary>Pictures that are not hidden.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="members">Its members.</param>
    /// <param name="name">Name of a member.</param>
    /// <param name="lastCounts">Whether of members with one name the last counts; else they are refused.</param>
    /// <exception cref="InvalidDataException">
    /// A picture's name leaves the archive's root, or names are equal, be it without their invalid UTF-8 bytes.
    /// </exception>
    public static IEnumerable<(PictureEntry Entry, T Place)> Place<T>(
        PackedFile file, IEnumerable<T> members, Func<T, string> name, bool lastCounts)
    {
        var byPath = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (!PicturePath.IsPicture(name(member)))
            {
                continue;
            }

            var path = PicturePath.Inside(name(member)) ?? throw new InvalidDataException(
                $"{file.Location}: names of members must lie below the archive's root, but one is '{name(member)}'. "
                + "The archive is malformed or malicious.");
            if (byPath.ContainsKey(path) && path.Contains(Undecoded, StringComparison.Ordinal))
            {
                throw new InvalidDataException(
                    $"{file.Location}: names of members must be UTF-8, or unique without their invalid bytes, "
                    + $"but two are '{path}'. Pack them again.");
            }

            if (PicturePath.IsHidden(path))
            {
                continue;
            }

            if (!byPath.TryAdd(path, member) && !lastCounts)
            {
                throw new InvalidDataException(
                    $"{file.Location}: names of members must be unique, but two are '{path}'. Pack them again.");
            }

            byPath[path] = member;
        }

        return byPath.Select(pair => (PictureEntry.At(pair.Key), pair.Value));
    }
}
