namespace NormFace.Datasets;

/// <summary>Pictures with the place where each is stored, in the stable order.</summary>
/// <typeparam name="T">What a source needs to find a picture.</typeparam>
internal sealed class PlacedPictures<T>
{
    private readonly T[] places;

    private PlacedPictures(PictureEntry[] entries, T[] places)
    {
        Entries = entries;
        this.places = places;
    }

    public IReadOnlyList<PictureEntry> Entries { get; }

    /// <summary>Brings pictures into the stable order. Paths must differ.</summary>
    public static PlacedPictures<T> InOrder(IEnumerable<(PictureEntry Entry, T Place)> pictures)
    {
        var (entries, places) = (new List<PictureEntry>(), new List<T>());
        foreach (var (entry, place) in pictures)
        {
            entries.Add(entry);
            places.Add(place);
        }

        var (keys, values) = (entries.ToArray(), places.ToArray());
        Array.Sort(keys, values, Comparer<PictureEntry>.Create(static (one, other) =>
        {
            var byIdentity = IdentityOrder.Instance.Compare(one.Identity, other.Identity);
            return byIdentity != 0 ? byIdentity : string.CompareOrdinal(one.Path, other.Path);
        }));
        return new(keys, values);
    }

    /// <summary>Reads a picture by its place; whatever is wrong with it becomes the picture's own error.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such picture.</exception>
    /// <exception cref="PictureException">This picture cannot be read.</exception>
    public StoredPicture Read(int index, Func<T, StoredPicture> read)
    {
        if ((uint)index >= (uint)places.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), index, FormattableString.Invariant($"index must lie in [0, {places.Length}), but was {index}."));
        }

        try
        {
            return read(places[index]);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new PictureException(Entries[index].Path, error.Message, error);
        }
    }
}
