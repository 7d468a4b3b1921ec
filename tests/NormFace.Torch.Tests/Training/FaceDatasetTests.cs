using NormFace.Datasets;
using Xunit;

namespace NormFace.Training;

public class FaceDatasetTests
{
    [Fact]
    public void Identities_in_an_exclusion_list_are_removed_by_name()
    {
        using var source = new Invented(Enumerable.Range(0, 10575).Select(identity => $"{identity:D7}"), 2);
        string[] three = ["0000166", "0000513", "0010400"];

        var clean = FaceDataset.Create([new(source) { Excluded = three }]);

        Assert.Equal((10572, 2 * 10572), (clean.Labels.Count, clean.Count));
        Assert.Equal(three, clean.RemovedIdentities.Select(removed => removed.Identity));
        Assert.All(
            clean.RemovedIdentities, removed => Assert.Equal((2, true), (removed.PictureCount, removed.IsExcluded)));
        var cleaner = FaceDataset.Create(
            [new(source) { Excluded = [.. Enumerable.Range(0, 17).Select(identity => $"{identity * 600:D7}")] }]);
        Assert.Equal(10558, cleaner.Labels.Count);
    }

    [Fact]
    public void Identities_with_few_pictures_are_removed_and_labels_close_up()
    {
        using var source = new Invented(["10", "9", "x", "9", "x", "", "10", "x"]);

        var dataset = FaceDataset.Create([new(source) { Excluded = ["nobody"] }], minPictures: 3);

        Assert.Equal(["x"], dataset.Labels.Identities);
        Assert.Equal([new("9", 2, IsExcluded: false), new("10", 2, IsExcluded: false)], dataset.RemovedIdentities);
        Assert.Equal(["nobody"], dataset.UnknownExclusions);
        Assert.Equal(1, dataset.UnnamedPictureCount);
        Assert.Equal([0, 0, 0], Enumerable.Range(0, dataset.Count).Select(index => dataset.At(index).Label));
        Assert.All(
            Enumerable.Range(0, 3), index => Assert.Equal("x", source.Entries[dataset.At(index).Index].Identity));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.At(3));
    }

    [Fact]
    public void Sources_are_apart_unless_told_otherwise()
    {
        using var first = new Invented(["a", "b"]);
        using var second = new Invented(["b", "c"]);

        var apart = FaceDataset.Create([new(first), new(second)]);
        var shared = FaceDataset.Create([new(first, Prefix: ""), new(second, Prefix: "")]);
        var named = FaceDataset.Create(
            [new(first, Prefix: "lfw:"), new(second, Prefix: "celeba:") { Excluded = ["b"] }]);

        Assert.Equal(["0/a", "0/b", "1/b", "1/c"], apart.Labels.Identities);
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(index => apart.At(index).Label));
        Assert.Equal(["a", "b", "c"], shared.Labels.Identities);
        Assert.Equal(
            [(first, 0, 0, 0), (first, 1, 1, 0), (second, 0, 1, 1), (second, 1, 2, 1)],
            Enumerable.Range(0, 4).Select(index =>
        {
            var (source, entry, label, part) = shared.At(index);
            return ((Invented)source, entry, label, part);
        }));
        Assert.Equal(["celeba:c", "lfw:a", "lfw:b"], named.Labels.Identities);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using var source = new Invented(["a"]);

        Assert.Throws<ArgumentException>(() => FaceDataset.Create([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaceDataset.Create([new(source)], minPictures: 0));
    }

    // Pictures without bytes, in the order of their identities.
    private sealed class Invented : PictureSource
    {
        public Invented(IEnumerable<string> identities, int each = 1)
        {
            IdentityLabels labels = new(identities);
            Entries =
            [
                .. from identity in identities.OrderBy(identity =>
                    labels.TryLabelOf(identity, out var label) ? label : -1)
                       .SelectMany(identity => Enumerable.Repeat(identity, each)).Index()
                   select new PictureEntry($"{identity.Index:D6}.jpg", identity.Item),
            ];
        }

        public override string Location => "invented";

        public override IReadOnlyList<PictureEntry> Entries { get; }

        public override StoredPicture Read(int index) =>
            throw new PictureException(Entries[index].Path, "it is invented.");
    }
}
