using System.Globalization;
using NormFace.Datasets;

namespace NormFace.Synthesis;

/// <summary>A source of drawn faces: no files, no network, any number of identities.</summary>
/// <remarks>
/// Pictures are drawn when they are read, about fifteen hundred a second on one core at 48x56, and are not kept.
/// Entries are named <c>id-0001/0003</c>. Two sources with the same seed show the same people.
/// </remarks>
public sealed class SyntheticSource : PictureSource
{
    internal const int MaxIdentities = 10_000; // what four digits can name
    internal const int MaxPictures = 1000;

    private readonly int seed;
    private readonly int firstIdentity;
    private readonly int picturesPerIdentity;
    private readonly int width;
    private readonly int height;

    /// <summary>Creates a source.</summary>
    /// <param name="seed">Seed of the population.</param>
    /// <param name="identities">Number of people, from 1 to 10,000.</param>
    /// <param name="picturesPerIdentity">Pictures of each, from 1 to 1,000.</param>
    /// <param name="width">Columns, from 8 to 1024; default: 48.</param>
    /// <param name="height">Rows, from 8 to 1024; default: 56.</param>
    /// <param name="firstIdentity">
    /// Number of the first person, so that two sources can show different people of one population; at least 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range.</exception>
    public SyntheticSource(
        int seed, int identities, int picturesPerIdentity, int width = 48, int height = 56, int firstIdentity = 0)
    {
        CheckRange(identities, 1, MaxIdentities, nameof(identities));
        CheckRange(picturesPerIdentity, 1, MaxPictures, nameof(picturesPerIdentity));
        CheckRange(firstIdentity, 0, MaxIdentities - identities, nameof(firstIdentity));
        SyntheticFaces.CheckSide(width, nameof(width));
        SyntheticFaces.CheckSide(height, nameof(height));

        (
            this.seed,
            this.firstIdentity,
            this.picturesPerIdentity,
            this.width,
            this.height) = (seed, firstIdentity, picturesPerIdentity, width, height);
        Location = string.Create(
            CultureInfo.InvariantCulture,
            $"synthetic faces, seed {seed}, identities {firstIdentity} to {firstIdentity + identities - 1}, "
            + $"{picturesPerIdentity} pictures each, {width}x{height}");
        Entries = List(identities);
    }

    /// <inheritdoc />
    public override string Location { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PictureEntry> Entries { get; }

    /// <inheritdoc />
    public override StoredPicture Read(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Entries.Count);
        var picture = SyntheticFaces.Draw(
            seed, firstIdentity + (index / picturesPerIdentity), index % picturesPerIdentity, width, height);
        return new StoredPicture(picture.Rgb.ToArray(), width, height, 3);
    }

    private PictureEntry[] List(int identities)
    {
        var entries = new PictureEntry[identities * picturesPerIdentity];
        for (var index = 0; index < entries.Length; index++)
        {
            var name = string.Create(
                CultureInfo.InvariantCulture, $"id-{firstIdentity + (index / picturesPerIdentity):D4}");
            entries[index] = new PictureEntry(
                string.Create(CultureInfo.InvariantCulture, $"{name}/{index % picturesPerIdentity:D4}"), name);
        }

        return entries;
    }

    private static void CheckRange(int value, int lowest, int highest, string name)
    {
        if (value < lowest || value > highest)
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"{name} must lie in [{lowest}, {highest}], but was {value}.");
        }
    }
}
