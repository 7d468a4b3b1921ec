using Xunit;

namespace NormFace.Embeddings;

public class DistanceTests
{
    [Fact]
    public void The_distance_is_the_length_of_the_difference()
    {
        Assert.Equal(5, Distance.Of([1, 2, 3], [4, 6, 3]));
        Assert.Equal(0, Distance.Of([], []));
        Assert.Equal(double.NaN, Distance.Of([float.NaN], [1]));
    }

    [Fact]
    public void Features_of_different_models_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Distance.Of([1, 2], [1]));

        Assert.Contains("2 and 1", error.Message, StringComparison.Ordinal);
    }
}
