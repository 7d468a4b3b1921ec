using Xunit;

namespace NormFace.Embeddings;

public class MirrorMergingTests
{
    private static readonly FeatureSet Front = new([1, 2, 3, -4, 5, 6], ["a", "b"]);
    private static readonly FeatureSet Mirror = new([4, -5, 6, 0, 2, 3], ["b", "a"]); // another order

    [Fact]
    public void Sum_max_and_concatenation_have_lengths_D_D_and_2D()
    {
        Assert.Equal([1, 4, 6, 0, 0, 12], Front.MergeWith(Mirror, MirrorMerge.Sum).Values.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], Front.MergeWith(Mirror, MirrorMerge.Max).Values.ToArray());
        Assert.Equal(
            [1, 2, 3, 0, 2, 3, -4, 5, 6, 4, -5, 6], Front.MergeWith(Mirror, MirrorMerge.Concat).Values.ToArray());
        Assert.Same(Front, Front.MergeWith(Mirror, MirrorMerge.None));
        Assert.Equal([0, 2, 3, 4, -5, 6], Front.MergeWith(Mirror, MirrorMerge.Only).Values.ToArray());
    }

    [Fact]
    public void Symmetric_pictures_keep_their_cosine_under_every_merging()
    {
        var same = new FeatureSet(Front.Values.ToArray(), Front.Names);
        var before = Cosine.Of(Front.Row(0), Front.Row(1));

        foreach (var merge in Enum.GetValues<MirrorMerge>())
        {
            var merged = Front.MergeWith(same, merge);
            Assert.Equal(before, Cosine.Of(merged.Row(0), merged.Row(1)), 1e-12);
        }

        Assert.Equal(
            Front.Values.ToArray().Select(value => 2 * value), Front.MergeWith(same, MirrorMerge.Sum).Values.ToArray());
    }

    [Fact]
    public void Another_size_or_a_missing_name_is_refused()
    {
        Assert.Throws<InvalidDataException>(() =>
            Front.MergeWith(new FeatureSet([1, 2, 3, 4], ["a", "b"]), MirrorMerge.Sum));
        var error = Assert.Throws<InvalidDataException>(() =>
            Front.MergeWith(new FeatureSet([1, 2, 3, 4, 5, 6], ["a", "c"]), MirrorMerge.Sum));

        Assert.Contains("'b' is missing", error.Message, StringComparison.Ordinal);
    }
}
