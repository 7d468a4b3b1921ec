using System.Globalization;
using NormFace.Embeddings;
using NormFace.Sampling;

namespace NormFace.Identification;

/// <summary>Draws who is enrolled, and with which pictures.</summary>
internal static class IdentificationDraw
{
    public static (int[] Gallery, int[] Probes) Of(PictureRows set, IdentificationGeneration options)
    {
        // By identity and name, so that the order of the rows changes nothing.
        int[][] people = [.. Enumerable.Range(0, set.Count)
            .GroupBy(row => set.Labels[row])
            .OrderBy(person => person.Key)
            .Select(person => person.OrderBy(row => set.Names[row], StringComparer.Ordinal).ToArray())];
        int[] eligible = [
            .. Enumerable.Range(0, people.Length).Where(person => people[person].Length > options.GalleryPictures)];
        if (eligible.Length == 0)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"A trial needs an identity with at least {options.GalleryPictures + 1} rows, "
                + $"{options.GalleryPictures} to enrol and one to search, but none of {people.Length} has."));
        }

        var draw = new SeededDraw(options.Seed);
        draw.Shuffle(eligible.AsSpan());
        var unknownCount = Math.Min(
            eligible.Length - 1,
            (int)Math.Round(eligible.Length * options.UnknownShare, MidpointRounding.AwayFromZero));
        HashSet<int> enrolled = [.. eligible[unknownCount..]];

        List<int> gallery = [];
        List<int> probes = [];
        for (var person = 0; person < people.Length; person++)
        {
            var rows = people[person];
            if (enrolled.Contains(person))
            {
                new SeededDraw(options.Seed, 1, person).Shuffle(rows.AsSpan());
                gallery.AddRange(rows[..options.GalleryPictures]);
                probes.AddRange(rows[options.GalleryPictures..].OrderBy(row => set.Names[row], StringComparer.Ordinal));
            }
            else
            {
                probes.AddRange(rows);
            }
        }

        return ([.. gallery], [.. probes]);
    }
}
