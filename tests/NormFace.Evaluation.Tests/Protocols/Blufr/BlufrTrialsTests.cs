using System.Text.Json;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Protocols.Blufr;

public class BlufrTrialsTests
{
    [Fact]
    public void A_file_with_the_variables_of_the_benchmark_gives_its_trials()
    {
        var trials = BlufrTrials.Read(SharedData.InRepository("tests/golden/matlab/blufr.mat"));
        using var json = JsonDocument.Parse(
            File.ReadAllText(SharedData.InRepository("tests/golden/matlab/blufr.json")));
        int[] Values(string list, int? trial = null) => [.. (trial is { } number
            ? json.RootElement.GetProperty(list)[number]
            : json.RootElement.GetProperty(list)).EnumerateArray().Select(value => value.GetInt32())];

        Assert.Equal(("read from blufr.mat", false, 2), (trials.Origin, trials.IsGenerated, trials.Trials.Count));
        Assert.Equal(
            json.RootElement.GetProperty("names").EnumerateArray().Select(name => name.GetString()), trials.Names);
        Assert.Equal(Values("labels"), trials.Labels);
        for (var number = 0; number < 2; number++)
        {
            var trial = trials.Trials[number];
            var labels = trials.Labels;
            var enrolled = trial.Gallery.Select(picture => labels[picture]).ToHashSet();
            Assert.Equal(Values("train", number), trial.Training.Select(picture => picture + 1));
            Assert.Equal(Values("test", number), trial.Test.Select(picture => picture + 1));
            Assert.Equal(Values("gallery", number), trial.Gallery.Select(picture => picture + 1));
            Assert.Equal(
                Values("probe", number),
                trial.GenuineProbes.Concat(trial.ImpostorProbes).Order().Select(picture => picture + 1));
            Assert.All(trial.GenuineProbes, picture => Assert.Contains(labels[picture], enrolled));
            Assert.All(trial.ImpostorProbes, picture => Assert.DoesNotContain(labels[picture], enrolled));
        }
    }

    [Fact]
    public void A_file_without_the_lists_is_refused_by_name() => Assert.Contains(
        "expected a variable 'imageList', found compact, single, long, cells.",
        Assert.Throws<InvalidDataException>(() =>
            BlufrTrials.Read(SharedData.InRepository("tests/golden/matlab/big-endian.mat"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Generated_trials_of_the_people_of_LFW_have_the_benchmarks_sizes()
    {
        // 5,749 people with 13,233 pictures.
        var people = SharedData.Find("data/protocols/people.txt");
        Assert.SkipWhen(people is null, "../shared/data/protocols/people.txt is absent");
        string[] names = [.. File.ReadLines(people!).Select(line => line.Split('\t')).Where(parts => parts.Length == 2)
            .SelectMany(
                parts => Enumerable.Range(1, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))
                .Select(number => $"{parts[0]}_{number:D4}.jpg"))];

        var trials = BlufrTrials.Generate(names, new() { Seed = 4 });

        Assert.Equal(
            (13233, 10, "generated, seed 4; not the official lists", true),
            (trials.Names.Count, trials.Trials.Count, trials.Origin, trials.IsGenerated));
        Assert.All(trials.Trials, trial =>
        {
            int People(IEnumerable<int> pictures) =>
                pictures.Select(picture => trials.Labels[picture]).Distinct().Count();
            Assert.Equal(
                (1500, 4249, 1000, 1000, 3249),
                (
                    People(trial.Training),
                    People(trial.Test),
                    People(trial.Gallery),
                    People(trial.GenuineProbes),
                    People(trial.ImpostorProbes)));
            Assert.Equal(1000, trial.Gallery.Count);
        });

        // The official trials average 9,708 test pictures, 4,350 genuine and 4,357 impostor probes, and range over
        // about 500.
        Assert.InRange(trials.Trials.Average(trial => trial.Test.Count), 9708 - 300, 9708 + 300);
        Assert.InRange(trials.Trials.Average(trial => trial.GenuineProbes.Count), 4350 - 300, 4350 + 300);
        Assert.InRange(trials.Trials.Average(trial => trial.ImpostorProbes.Count), 4357 - 300, 4357 + 300);
    }

    [Fact]
    public void Every_generated_trial_is_a_partition()
    {
        var trials = BlufrTrials.Generate(
            Names(), new() { Seed = 1, TrialCount = 5, TrainingShare = 0.3, GalleryShare = 0.4 });

        Assert.All(trials.Trials, trial =>
        {
            Assert.Equal(Enumerable.Range(0, trials.Names.Count), trial.Training.Concat(trial.Test).Order());
            Assert.Equal(trial.Test, trial.Gallery.Concat(trial.GenuineProbes).Concat(trial.ImpostorProbes).Order());
            Assert.Empty(People(trial.Training).Intersect(People(trial.Test)));
            Assert.Empty(People(trial.Gallery).Intersect(People(trial.ImpostorProbes)));
            Assert.Equal(People(trial.Gallery), People(trial.GenuineProbes));
            Assert.Equal(trial.Gallery.Count, People(trial.Gallery).Count);
        });
        SortedSet<int> People(IEnumerable<int> pictures) => [.. pictures.Select(picture => trials.Labels[picture])];
    }

    [Fact]
    public void Equal_seeds_give_equal_trials_in_whatever_order_the_names_come()
    {
        string Text(IEnumerable<string> names, int seed) =>
            string.Join('|', BlufrTrials.Generate([.. names], new() { Seed = seed }).Trials
            .Select(trial => string.Join(',', trial.Gallery) + ";" + string.Join(',', trial.ImpostorProbes)));

        Assert.Equal(Text(Names(), 3), Text(Names().Reverse(), 3));
        Assert.NotEqual(Text(Names(), 3), Text(Names(), 4));
    }

    [Fact]
    public void Names_and_settings_that_cannot_make_a_trial_are_refused()
    {
        Assert.Contains(
            "'a/1.jpg' is named twice",
            Assert.Throws<InvalidDataException>(() => BlufrTrials.Generate(["a/1.jpg", "b/1.jpg", "a/1.jpg"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "one is 'face.jpg'",
            Assert.Throws<InvalidDataException>(() => BlufrTrials.Generate(["face.jpg"])).Message,
            StringComparison.Ordinal);
        // nobody has two pictures
        Assert.Throws<InvalidDataException>(() => BlufrTrials.Generate(["a/1.jpg", "b/1.jpg", "c/1.jpg"]));
        Assert.Throws<InvalidDataException>(() => BlufrTrials.Generate([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlufrTrials.Generate(Names(), new() { TrialCount = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlufrTrials.Generate(Names(), new() { TrainingShare = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => BlufrTrials.Generate(Names(), new() { GalleryShare = double.NaN }));
    }

    private static string[] Names() => [.. Enumerable.Range(0, 40)
        .SelectMany(person =>
            Enumerable.Range(1, 1 + (person % 4)).Select(picture =>
                $"Person{person:D2}/Person{person:D2}_{picture:D4}.jpg"))];
}
