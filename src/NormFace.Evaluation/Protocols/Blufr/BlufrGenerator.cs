using System.Globalization;
using NormFace.Datasets;
using NormFace.Protocols.PairSets;
using NormFace.Sampling;

namespace NormFace.Protocols.Blufr;

/// <summary>Draws people for training, test and gallery, and one gallery picture for each of the enrolled.</summary>
internal static class BlufrGenerator
{
    public static (string[] Names, int[] Labels, BlufrTrial[] Trials) Generate(
        IReadOnlyList<string> names, BlufrGeneration options)
    {
        ArgumentNullException.ThrowIfNull(names);
        options.Check();
        string[] ordered = [.. names.Order(StringComparer.Ordinal)];
        var twice = Enumerable.Range(1, Math.Max(0, ordered.Length - 1)).FirstOrDefault(
            place => ordered[place] == ordered[place - 1]);
        if (twice > 0)
        {
            throw new InvalidDataException($"Every picture must be named once, but '{ordered[twice]}' is named twice.");
        }

        var identities = new IdentityLabels(ordered.Select(Identity));
        int[] labels = [.. ordered.Select(name => identities.TryLabelOf(Identity(name), out var label) ? label : -1)];
        int[][] pictures = [.. Enumerable.Range(0, identities.Count).Select(_ => Array.Empty<int>())];
        foreach (var person in Enumerable.Range(0, labels.Length).GroupBy(picture => labels[picture]))
        {
            pictures[person.Key] = [.. person];
        }

        return (
            ordered,
            labels,
            [.. Enumerable.Range(0, options.TrialCount).Select(trial => Trial(pictures, trial, options))]);
    }

    /// <summary>The folder of a picture, or of a bare name what stands before its number.</summary>
    internal static string Identity(string name)
    {
        if (PictureEntry.At(name).Identity is { Length: > 0 } folder)
        {
            return folder;
        }

        return PersonName.Of(name) is { Length: > 0 } person
            ? person
            : throw new InvalidDataException(
                $"A picture must lie in the folder of its person or be named like Name_0001.jpg, but one is '{name}'.");
    }

    private static BlufrTrial Trial(int[][] pictures, int trial, BlufrGeneration options)
    {
        var draw = new SeededDraw(options.Seed, trial);
        int[] people = [.. Enumerable.Range(0, pictures.Length)];
        draw.Shuffle(people.AsSpan());
        var trainingCount = (int)Math.Round(people.Length * options.TrainingShare, MidpointRounding.AwayFromZero);
        var tested = people[trainingCount..];
        var galleryCount = Math.Max(
            1, (int)Math.Round(tested.Length * options.GalleryShare, MidpointRounding.AwayFromZero));
        HashSet<int> enrolled = [.. tested.Where(person => pictures[person].Length >= 2).Take(galleryCount)];
        if (enrolled.Count == 0 || enrolled.Count == tested.Length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"A trial needs a test person with two pictures to enrol and another one as an impostor, but "
                + $"{pictures.Length} people leave {tested.Length} for the test, {enrolled.Count} of them enrolled."));
        }

        List<int> gallery = [];
        List<int> genuine = [];
        foreach (var person in enrolled.Order())
        {
            var chosen = draw.NextIndex(pictures[person].Length);
            gallery.Add(pictures[person][chosen]);
            genuine.AddRange(pictures[person].Where((_, place) => place != chosen));
        }

        return new BlufrTrial(
            Pictures(people[..trainingCount]), Pictures(tested), gallery, [.. genuine.Order()], Pictures(
                tested.Where(person => !enrolled.Contains(person))));

        int[] Pictures(IEnumerable<int> chosen) => [.. chosen.SelectMany(person => pictures[person]).Order()];
    }
}
