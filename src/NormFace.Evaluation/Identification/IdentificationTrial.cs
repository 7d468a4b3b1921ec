using System.Globalization;
using NormFace.Embeddings;
using NormFace.PairLists;

namespace NormFace.Identification;

/// <summary>Which rows of an embedding set are enrolled in the gallery, and which search it.</summary>
/// <remarks>
/// A probe is mated where its identity is enrolled. A gallery may hold several rows of an identity: the best of them
/// counts.
/// </remarks>
public sealed class IdentificationTrial
{
    private IdentificationTrial(string origin, IReadOnlyList<int> gallery, IReadOnlyList<int> probes) =>
        (Origin, Gallery, Probes) = (origin, gallery, probes);

    /// <summary>Description of the trial's origin.</summary>
    public string Origin { get; }

    /// <summary>Rows that are enrolled, each once, at least one.</summary>
    public IReadOnlyList<int> Gallery { get; }

    /// <summary>Rows that search, each once, at least one, none of them enrolled.</summary>
    public IReadOnlyList<int> Probes { get; }

    /// <summary>Takes rows.</summary>
    /// <param name="set">The set they belong to.</param>
    /// <param name="gallery">Rows to enrol.</param>
    /// <param name="probes">Rows that search.</param>
    /// <param name="origin">Description of the trial's origin.</param>
    /// <returns>The trial.</returns>
    /// <exception cref="ArgumentException">
    /// A list is empty, or holds a row that is none, comes twice or is in both lists.
    /// </exception>
    public static IdentificationTrial Of(
        PictureRows set, IReadOnlyList<int> gallery, IReadOnlyList<int> probes, string origin = "rows")
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(probes);
        if (gallery.Count == 0 || probes.Count == 0)
        {
            throw new ArgumentException(
                $"A trial needs a gallery and probes, but has {gallery.Count} rows and {probes.Count} rows.",
                nameof(gallery));
        }

        var isTaken = new bool[set.Count];
        foreach (var row in gallery.Concat(probes))
        {
            if ((uint)row >= (uint)set.Count)
            {
                throw new ArgumentException($"Rows must lie in [0, {set.Count}), but one was {row}.", nameof(gallery));
            }

            if (isTaken[row])
            {
                throw new ArgumentException(
                    $"A row must be enrolled or search, and once, but row {row} ('{set.Names[row]}') comes again.",
                    nameof(probes));
            }

            isTaken[row] = true;
        }

        return new IdentificationTrial(origin, [.. gallery], [.. probes]);
    }

    /// <summary>Reads two lists of pictures, or of templates, one relative path a line.</summary>
    /// <param name="set">The set they belong to.</param>
    /// <param name="galleryPath">
    /// The list of those to enrol. Blank lines, and lines that start with <c>#</c>, are passed over.
    /// </param>
    /// <param name="probesPath">The list of those that search.</param>
    /// <returns>The trial.</returns>
    /// <exception cref="InvalidDataException">
    /// A list is empty, names pictures that the set lacks (ten are named and all counted), or one that was named
    /// before; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">A list cannot be read.</exception>
    public static IdentificationTrial Read(PictureRows set, string galleryPath, string probesPath)
    {
        ArgumentNullException.ThrowIfNull(set);
        Dictionary<int, string> places = [];
        return new IdentificationTrial(
            $"{Path.GetFileName(galleryPath)} and "
                + $"{Path.GetFileName(probesPath)}", Rows(set, galleryPath, places), Rows(set, probesPath, places));
    }

    /// <summary>Draws a trial.</summary>
    /// <param name="set">The set to draw from.</param>
    /// <param name="seed">Seed of the draw; equal seeds draw alike, whatever the order of the rows.</param>
    /// <param name="galleryPictures">
    /// Pictures that enrol an identity, at least 1. An identity needs one more to be enrolled, as a probe.
    /// </param>
    /// <param name="unknownShare">
    /// Share of the identities with pictures enough that are not enrolled all the same, in [0, 1). All pictures of
    /// identities that are not enrolled are non-mated probes.
    /// </param>
    /// <returns>The trial; its origin says that it was drawn, and with which seed.</returns>
    /// <exception cref="InvalidDataException">No identity has pictures enough to be enrolled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public static IdentificationTrial Generate(
        PictureRows set, int seed = 1, int galleryPictures = 1, double unknownShare = 0.5) =>
        Generate(
            set,
            new IdentificationGeneration
            {
                Seed = seed,
                GalleryPictures = galleryPictures,
                UnknownShare = unknownShare
            });

    internal static IdentificationTrial Generate(PictureRows set, IdentificationGeneration options)
    {
        ArgumentNullException.ThrowIfNull(set);
        options.Check();
        var (gallery, probes) = IdentificationDraw.Of(set, options);
        return new IdentificationTrial(
            string.Create(
                CultureInfo.InvariantCulture,
                $"drawn with seed {options.Seed}: {options.GalleryPictures} enrolled a person, "
                + $"{100 * options.UnknownShare:0.##} % of those with enough left out"),
            gallery,
            probes);
    }

    private static int[] Rows(PictureRows set, string path, Dictionary<int, string> places)
    {
        ListedRows listed = new(set, path);
        List<(int Row, int Line, string Name)> found = [];
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var name = line.Trim();
            if (name.Length > 0 && name[0] != '#')
            {
                found.Add((listed.Find(name, number), number, name));
            }
        }

        listed.ThrowIfAnyIsMissing();
        if (found.Count == 0)
        {
            throw new InvalidDataException($"{path}: expected the path of a picture on each line, found none.");
        }

        foreach (var (row, line, name) in found)
        {
            var place = FormattableString.Invariant($"{path}({line})");
            if (!places.TryAdd(row, place))
            {
                throw new InvalidDataException(
                    $"{place}: expected a picture that is not listed yet, found '{name}' of {places[row]}. What "
                    + $"searches must not be enrolled.");
            }
        }

        return [.. found.Select(entry => entry.Row)];
    }
}
