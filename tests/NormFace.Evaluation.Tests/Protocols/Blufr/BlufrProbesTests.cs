using Xunit;

namespace NormFace.Protocols.Blufr;

public class BlufrProbesTests
{
    // Gallery: person 0, person 1, person 2. Probes 0 to 3 are genuine, 4 to 6 impostors.
    private static readonly float[] Scores =
    [
        .75f, .5f, .25f,    // of 0: 0.75, rank 1
        .75f, .75f, .25f,   // of 1: 0.75, tied with the earlier person 0: rank 2
        .75f, .75f, .25f,   // of 0: 0.75, tied with the later person 1: rank 1
        .25f, .5f, .125f,   // of 2: 0.125, rank 3
        .5f, .25f, 0f,      // impostor: 0.5
        .125f, .25f, .25f,  // impostor: 0.25
        .5f, .5f, .5f,      // impostor: 0.5
    ];

    private static readonly int[] ProbeLabels = [0, 1, 0, 2, 7, 8, 9];
    private static readonly int[] GalleryLabels = [0, 1, 2];

    [Theory]
    [InlineData(0, 1, .625, 2, 0)]         // midway between 0.5 and 0.75; probes 0 and 2
    [InlineData(0, 2, .625, 3, 0)]         // and probe 1
    [InlineData(1 / 3.0, 1, .5, 2, 2)]     // one impostor is allowed, two share the threshold
    [InlineData(2 / 3.0, 3, .5, 3, 2)]
    [InlineData(1, 3, .125 - 1.4901161193847656e-8, 4, 3)]
    [InlineData(1, 2, .125 - 1.4901161193847656e-8, 3, 3)]
    public void Rates_with_ties_are_those_worked_out_by_hand(
        double far, int rank, double threshold, int found, int accepted)
    {
        var probes = BlufrProbes.From(Scores, ProbeLabels, GalleryLabels);

        var point = probes.At(far, rank);

        Assert.Equal((4, 3), (probes.GenuineCount, probes.ImpostorCount));
        Assert.Equal((threshold, found / 4.0, accepted / 3.0), (point.Threshold, point.Rate, point.MeasuredFar));
    }

    [Fact]
    public void Of_several_own_pictures_the_best_counts_and_the_others_take_a_rank()
    {
        var probes = BlufrProbes.From([.25f, .5f, .75f, .125f, 0, 0, 0, 0], [3, 9], [3, 3, 4, 3]);

        Assert.Equal(0, probes.At(0, 1).Rate);
        Assert.Equal(1, probes.At(0, 2).Rate);
    }

    [Fact]
    public void Probes_of_one_kind_only_and_scores_of_another_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BlufrProbes.From([.5f], [0], [0]));
        Assert.Throws<ArgumentException>(() => BlufrProbes.From([.5f], [1], [0]));
        Assert.Throws<ArgumentException>(() => BlufrProbes.From([.5f, .5f, .5f], [0, 1], [0]));
        Assert.Throws<ArgumentException>(() => BlufrProbes.From([.5f, float.NaN], [0, 1], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlufrProbes.From([.5f, .5f], [0, 1], [0]).At(0, 0));
    }
}
