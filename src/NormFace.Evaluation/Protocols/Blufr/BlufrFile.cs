using NormFace.Matlab;

namespace NormFace.Protocols.Blufr;

/// <summary>Reads the configuration file of the benchmark and checks that its lists fit together.</summary>
internal sealed class BlufrFile
{
    private readonly string path;
    private readonly MatFile file;
    private readonly string[] names;
    private readonly int[] labels;

    public BlufrFile(string path)
    {
        this.path = path;
        file = MatFile.Read(path);
        names = [.. file.Get<MatCells>("imageList").Cells.Select((cell, index) => cell is MatText { Characters.Length: > 0 } text
            ? text.Characters
            : throw Wrong($"expected imageList{{{index + 1}}} to be a file name, found {cell.Description}"))];
        labels = Whole(file.Get<MatNumbers>("labels"), "labels");
        if (names.Length == 0 || labels.Length != names.Length)
        {
            throw Wrong($"expected a label for each picture, found {labels.Length} labels for {names.Length} pictures");
        }
    }

    /// <summary>File names of all pictures.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Label of the identity of each picture.</summary>
    public IReadOnlyList<int> Labels => labels;

    /// <summary>The trials.</summary>
    public IReadOnlyList<BlufrTrial> Trials()
    {
        var tests = Lists("testIndex");
        var galleries = Lists("galIndex");
        var probes = Lists("probIndex");
        var training = file.Variables.ContainsKey("trainIndex")
            ? Lists("trainIndex")
            : [.. tests.Select(_ => Array.Empty<int>())];
        if (tests.Count == 0
            || galleries.Count != tests.Count
            || probes.Count != tests.Count
            || training.Count != tests.Count)
        {
            throw Wrong(
                $"expected as many trials in each list, found {tests.Count} in testIndex, {galleries.Count} in "
                + $"galIndex, "
                + $"{probes.Count} in probIndex and {training.Count} in trainIndex");
        }

        return [.. tests.Select((test, trial) => Trial(trial, training[trial], test, galleries[trial], probes[trial]))];
    }

    private BlufrTrial Trial(int trial, int[] training, int[] test, int[] gallery, int[] probes)
    {
        HashSet<int> tested = [.. test];
        var stray = gallery.Concat(probes).Where(picture => !tested.Contains(picture)).ToArray();
        if (stray.Length > 0)
        {
            throw Wrong(
                $"expected gallery and probes of trial {trial + 1} inside its test set, found {stray.Length} outside, "
                + $"the first '{names[stray[0]]}'");
        }

        var both = gallery.Intersect(probes).ToArray();
        if (both.Length > 0)
        {
            throw Wrong(
                $"expected gallery and probes of trial {trial + 1} to be apart, found {both.Length} in both, the first "
                + $"'{names[both[0]]}'");
        }

        HashSet<int> enrolled = [.. gallery.Select(picture => labels[picture])];
        var result = new BlufrTrial(
            training, test, gallery,
            [.. probes.Where(picture => enrolled.Contains(labels[picture]))],
            [.. probes.Where(picture => !enrolled.Contains(labels[picture]))]);
        return result.GenuineProbes.Count > 0 && result.ImpostorProbes.Count > 0
            ? result
            : throw Wrong(
                $"expected probes of both kinds in trial {trial + 1}, found {result.GenuineProbes.Count} genuine and "
                + $"{result.ImpostorProbes.Count} impostor probes");
    }

    private List<int[]> Lists(string name) =>
        [.. file.Get<MatCells>(name).Cells.Select((cell, trial) => Places(cell, $"{name}{{{trial + 1}}}"))];

    private int[] Places(MatArray cell, string name)
    {
        var places = Whole(
            cell as MatNumbers ?? throw Wrong($"expected {name} to be numbers, found {cell.Description}"), name);
        var wrong = Array.FindIndex(places, place => place < 1 || place > names.Length);
        if (wrong >= 0)
        {
            throw Wrong($"expected {name}({wrong + 1}) in [1, {names.Length}], found {places[wrong]}");
        }

        return places.Distinct().Count() == places.Length
            ? [.. places.Select(place => place - 1)]
            : throw Wrong($"expected the pictures of {name} to be different, found one twice");
    }

    private int[] Whole(MatNumbers numbers, string name) => [.. numbers.Values.Select((value, index) =>
        value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue
            ? (int)value
            : throw Wrong(
                FormattableString.Invariant($"expected {name}({index + 1}) to be a whole number, found {value}")))];

    private InvalidDataException Wrong(string reason) => new($"{path}: {reason}.");
}
