using Xunit;

namespace NormFace.Verification;

public class ScoreSetTests
{
    [Fact]
    public void Equal_scores_form_one_group()
    {
        var scores = new ScoreSet([0.5, 0.9, 0.5], [0.5, 0.1]);

        Assert.Equal([new ScoreGroup(0.9, 1, 0), new ScoreGroup(0.5, 2, 1), new ScoreGroup(0.1, 0, 1)], scores.Groups);
        Assert.Equal((3, 2, 0.5), (scores.GenuineCount, scores.ImpostorCount, scores.Resolution));
    }

    [Fact]
    public void Pairs_of_one_identity_are_genuine()
    {
        var scores = ScoreSet.From([new(0.8, 3, 3), new(0.2, 3, 4), new(0.3, 4, 3)]);

        Assert.Equal((1, 2), (scores.GenuineCount, scores.ImpostorCount));
    }

    [Fact]
    public void Minus_zero_equals_zero_and_infinities_sort() => Assert.Equal(
        [double.PositiveInfinity, 0, double.NegativeInfinity],
        new ScoreSet(
            [-0.0, double.PositiveInfinity], [0.0, double.NegativeInfinity]).Groups.Select(group => group.Score));

    [Fact]
    public void A_missing_kind_is_named()
    {
        Assert.StartsWith(
            "genuine must hold at least one score",
            Assert.Throws<ArgumentException>(() => new ScoreSet([], [1])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "impostor must hold at least one score",
            Assert.Throws<ArgumentException>(() => new ScoreSet([1], [])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "impostor",
            Assert.Throws<ArgumentException>(() => ScoreSet.From([new(1, 2, 2)])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_NaN_is_named_with_its_position() => Assert.StartsWith(
        "impostor[1] must be a number, but was NaN.",
        Assert.Throws<ArgumentException>(() => new ScoreSet([1], [0, double.NaN])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_given_arrays_are_left_as_they_were()
    {
        double[] genuine = [1, 3, 2];

        _ = new ScoreSet(genuine, [0]);

        Assert.Equal([1, 3, 2], genuine);
    }
}
