namespace NormFace.Datasets;

/// <summary>Pictures, each at a place that the source knows: the base of every form that can be read.</summary>
/// <remarks>
/// A form in one file: list the pictures in the constructor, read one in <see cref="ReadAt"/>.
/// <code>
/// public sealed class DatabaseSource(Database database)
///     : PlacedPictures&lt;long&gt;(
///         database.Path, database.Rows.Select(row => (new PictureEntry(row.Name, row.Person), row.Id)))
/// {
///     protected override StoredPicture ReadAt(long place) => new(database.Blob(place));
/// }
/// </code>
/// </remarks>
/// <typeparam name="TPlace">What the source needs to find a picture: an offset, a path, a number.</typeparam>
public abstract class PlacedPictures<TPlace> : PictureSource
{
    private readonly PictureEntry[] entries;
    private readonly TPlace[] places;

    /// <summary>Brings the pictures into the stable order.</summary>
    /// <param name="location">The path the source is opened on.</param>
    /// <param name="pictures">The pictures in any order, their paths all different, each with its place.</param>
    protected PlacedPictures(string location, IEnumerable<(PictureEntry Entry, TPlace Place)> pictures)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        ArgumentNullException.ThrowIfNull(pictures);
        Location = location;
        var (keys, values) = (new List<PictureEntry>(), new List<TPlace>());
        foreach (var (entry, place) in pictures)
        {
            keys.Add(entry);
            values.Add(place);
        }

        (entries, places) = ([.. keys], [.. values]);
        Array.Sort(entries, places, Comparer<PictureEntry>.Create(static (one, other) =>
        {
            var byIdentity = IdentityOrder.Instance.Compare(one.Identity, other.Identity);
            return byIdentity != 0 ? byIdentity : string.CompareOrdinal(one.Path, other.Path);
        }));
    }

    /// <inheritdoc />
    public sealed override string Location { get; }

    /// <inheritdoc />
    public sealed override IReadOnlyList<PictureEntry> Entries => entries;

    /// <inheritdoc />
    /// <exception cref="ArgumentOutOfRangeException">There is no such picture.</exception>
    public sealed override StoredPicture Read(int index)
    {
        if ((uint)index >= (uint)places.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                FormattableString.Invariant($"index must lie in [0, {places.Length}), but was {index}."));
        }

        try
        {
            return ReadAt(places[index]);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new PictureException(entries[index].Path, error.Message, error);
        }
    }

    /// <summary>Reads the picture at a place. Called by several threads at once.</summary>
    /// <param name="place">The place.</param>
    /// <returns>The stored bytes.</returns>
    /// <exception cref="IOException">The picture cannot be read; becomes a <see cref="PictureException"/>.</exception>
    /// <exception cref="InvalidDataException">Likewise.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    protected abstract StoredPicture ReadAt(TPlace place);
}
