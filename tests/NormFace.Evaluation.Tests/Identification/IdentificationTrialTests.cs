using NormFace.Embeddings;
using Xunit;

namespace NormFace.Identification;

public class IdentificationTrialTests
{
    [Fact]
    public void A_drawn_trial_enrols_so_many_pictures_of_those_who_have_one_more()
    {
        var set = People(pictures: [1, 2, 3, 4, 3, 5, 3, 2]);

        var trial = IdentificationTrial.Generate(
            set, new IdentificationGeneration { GalleryPictures = 2, UnknownShare = 0.4 });

        var enrolled = trial.Gallery.GroupBy(row => set.Labels[row]).ToArray();
        Assert.Equal(3, enrolled.Length); // of five with three or more, two are left out
        Assert.All(enrolled, person => Assert.Equal(2, person.Count()));
        Assert.Equal(Enumerable.Range(0, set.Count), trial.Gallery.Concat(trial.Probes).Order());
        Assert.Contains("seed 1", trial.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_rows_does_not_change_who_is_drawn()
    {
        var set = People([1, 2, 3, 4, 3, 5, 3, 2]);
        int[] order = [.. Enumerable.Range(0, set.Count)];
        new Random(1).Shuffle(order);
        var shuffled = set.Choose(order);

        Assert.Equal(
            Names(set, IdentificationTrial.Generate(set)), Names(shuffled, IdentificationTrial.Generate(shuffled)));

        static IEnumerable<string> Names(FeatureSet set, IdentificationTrial trial) =>
            trial.Gallery.Concat(trial.Probes).Select(row => set.Names[row]);
    }

    [Fact]
    public void Another_seed_draws_others()
    {
        var set = People([.. Enumerable.Repeat(3, 40)]);

        Assert.NotEqual(
            IdentificationTrial.Generate(set).Gallery,
            IdentificationTrial.Generate(set, new IdentificationGeneration { Seed = 2 }).Gallery);
    }

    [Fact]
    public void People_with_too_few_pictures_cannot_be_enrolled()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => IdentificationTrial.Generate(People([1, 2]), new IdentificationGeneration { GalleryPictures = 2 }));

        Assert.Contains("at least 3 rows", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.5), InlineData(1, 1.0), InlineData(1, -0.1), InlineData(1, double.NaN)]
    public void Settings_outside_their_range_are_refused(int pictures, double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(
        () => IdentificationTrial.Generate(
            People([3, 3]), new IdentificationGeneration { GalleryPictures = pictures, UnknownShare = share }));

    [Fact]
    public void Lists_name_who_is_enrolled_and_who_searches()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["gallery.txt"], "# enrolled\np1/0.jpg\n\np0/1.png\n");
        File.WriteAllText(folder["probes.txt"], "p0/0.jpg\np1/1.jpg");

        var set = People([2, 2]);
        var trial = IdentificationTrial.Read(set, folder["gallery.txt"], folder["probes.txt"]);

        // found with another extension
        Assert.Equal(["p1/0.jpg", "p0/1.jpg"], trial.Gallery.Select(row => set.Names[row]));
        Assert.Equal([0, 3], trial.Probes);
    }

    [Fact]
    public void A_picture_in_both_lists_is_refused_with_both_places()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["gallery.txt"], "p0/0.jpg\np1/0.jpg\n");
        File.WriteAllText(folder["probes.txt"], "p0/1.jpg\np1/0.jpg\n");

        var error = Assert.Throws<InvalidDataException>(
            () => IdentificationTrial.Read(People([2, 2]), folder["gallery.txt"], folder["probes.txt"]));

        Assert.Contains("probes.txt(2)", error.Message, StringComparison.Ordinal);
        Assert.Contains("gallery.txt(2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_pictures_are_named_up_to_ten_and_all_counted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["gallery.txt"], Enumerable.Range(0, 12).Select(index => $"nobody/{index}.jpg"));
        File.WriteAllText(folder["probes.txt"], "p0/0.jpg");

        var error = Assert.Throws<InvalidDataException>(
            () => IdentificationTrial.Read(People([2, 2]), folder["gallery.txt"], folder["probes.txt"]));

        Assert.Contains("12 missing: 'nobody/0.jpg' (line 1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("and 2 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["gallery.txt"], "\n# nobody\n");

        var error = Assert.Throws<InvalidDataException>(
            () => IdentificationTrial.Read(People([2]), folder["gallery.txt"], folder["gallery.txt"]));

        Assert.Contains(
            "gallery.txt: expected the path of a picture on each line, found none",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_enrolled_must_not_search() =>
        Assert.Contains(
            "row 1 ('p0/1.jpg')",
            Assert.Throws<ArgumentException>(() => IdentificationTrial.Of(People([2]), [1], [0, 1])).Message,
            StringComparison.Ordinal);

    private static FeatureSet People(int[] pictures)
    {
        string[] names = [.. pictures.SelectMany(
            (count, person) => Enumerable.Range(0, count).Select(picture => $"p{person}/{picture}.jpg"))];
        return new FeatureSet([.. names.SelectMany((_, row) => new[] { 1f, row })], names);
    }
}
