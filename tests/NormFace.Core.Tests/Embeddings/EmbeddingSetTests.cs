using Xunit;

namespace NormFace.Embeddings;

public class EmbeddingSetTests
{
    private static readonly FeatureSet Features = Draw(9, 19);

    [Fact]
    public void An_embedding_is_the_feature_over_its_length()
    {
        var embeddings = new FeatureSet([3, 4, 0, -2], ["a/1", "b/1"]).Normalize();
        var (first, second) = (new float[2], new float[2]);

        embeddings.CopyRow(0, first);
        embeddings.CopyRow(1, second);

        Assert.Equal([0.6f, 0.8f], first);
        Assert.Equal([0, -1], second);
    }

    [Fact]
    public void Cosines_have_the_bits_of_those_of_the_features()
    {
        var embeddings = Features.Normalize();

        for (var first = 0; first < Features.Count; first++)
        {
            for (var second = 0; second < Features.Count; second++)
            {
                Assert.Equal(Cosine.Of(Features.Row(first), Features.Row(second)), embeddings.Cosine(first, second));
            }
        }
    }

    [Fact]
    public void Lengths_of_features_change_no_embedding_beyond_rounding()
    {
        var scaled = new FeatureSet(
            [.. Features.Values.ToArray().Select((value, index) => value * (1 + (index / Features.Size)))],
            Features.Names);
        var (one, other) = (new float[Features.Size], new float[Features.Size]);

        for (var row = 0; row < Features.Count; row++)
        {
            Features.Normalize().CopyRow(row, one);
            scaled.Normalize().CopyRow(row, other);

            Assert.Equal(1, one.Sum(value => (double)value * value), 1e-6);
            Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));
        }
    }

    [Fact]
    public void Names_identities_and_labels_stay()
    {
        var embeddings = Features.Normalize();

        Assert.Equal(Features.Names, embeddings.Names);
        Assert.Equal(Features.Labels, embeddings.Labels);
        Assert.Equal("p1", embeddings.Identities.IdentityOf(embeddings.Labels[4]));
        Assert.True(embeddings.TryFind("p2/7", out var row));
        Assert.Equal(7, row);
    }

    [Theory]
    [InlineData(0f), InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void A_feature_without_a_direction_is_refused(float value) =>
        Assert.Throws<InvalidDataException>(() => UnitVector.Of([value, value]));

    private static FeatureSet Draw(int count, int size)
    {
        var random = new Random(1);
        return new FeatureSet(
            [.. Enumerable.Range(0, count * size).Select(_ => (float)((3 * random.NextDouble()) - 1))],
            [.. Enumerable.Range(0, count).Select(row => $"p{row / 3}/{row}")]);
    }
}
