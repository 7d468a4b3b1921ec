using Xunit;

namespace NormFace.Verification;

/// <summary>How often an interval holds the truth, on simulated people whose pairs are alike.</summary>
public class SubjectCoverageTests
{
    private static readonly (string Name, double Truth, Func<ScoreSet, double> Figure)[] Figures =
    [
        ("EER", SimulatedFaces.EqualErrorRate, scores => RocCurve.EqualErrorRate(scores).Rate),
        ("TAR at FAR 0.1", SimulatedFaces.TarAtTenPercent, scores => RocCurve.At(scores, 0.1).Tar),
        ("accuracy", SimulatedFaces.Accuracy, AccuracyAtThreshold),
    ];

    [Theory]
    [InlineData(50, 1), InlineData(80, 0.02)]
    public void Intervals_hold_the_truth_at_the_stated_rate_where_pairs_share_people(int people, double impostorShare)
    {
        var rates = Coverage(people, impostorShare, trials: 200, replicates: 80, pairs => pairs);

        // 200 trials at 0.95 have a standard deviation of 0.0154: three of them on both sides.
        Assert.All(rates, rate => Assert.InRange((rate - 0.95) / 0.0154, -3, 3));
    }

    [Fact]
    public void Drawing_pairs_as_if_they_were_independent_holds_it_far_less_often()
    {
        var rates = Coverage(people: 50, impostorShare: 1, trials: 50, replicates: 60, SimulatedFaces.AsStrangers);

        Assert.All(rates, rate => Assert.InRange(rate, 0, 0.9));
        Assert.InRange(rates[2], 0, 0.75);
    }

    /// <summary>Two minutes in all: the table of docs/results.md.</summary>
    [Theory]
    [Trait("Duration", "minutes")]
    [InlineData(24, 1)]
    [InlineData(36, 1)]
    [InlineData(50, 1)]
    [InlineData(100, 0.006)]
    [InlineData(100, 0.015)]
    [InlineData(100, 0.03)]
    [InlineData(60, 0.15)]
    public void In_a_long_simulation_the_rate_is_close(int people, double impostorShare)
    {
        var rates = Coverage(people, impostorShare, trials: 2000, replicates: 300, pairs => pairs);

        TestContext.Current.SendDiagnosticMessage(
            FormattableString.Invariant($"{people} people, {impostorShare}: {string.Join(", ", rates)}"));
        Assert.All(rates, rate => Assert.InRange(rate, people < 50 ? 0.90 : 0.93, 0.975));
    }

    private static double[] Coverage(
        int people, double impostorShare, int trials, int replicates, Func<ScorePair[], ScorePair[]> seen)
    {
        var hits = new int[Figures.Length];
        for (var trial = 0; trial < trials; trial++)
        {
            var intervals = SubjectBootstrap.Intervals(
                seen(SimulatedFaces.Pairs(trial, people, impostorShare)),
                [.. Figures.Select(figure => figure.Figure)],
                new() { ReplicateCount = replicates, Seed = trial });
            for (var figure = 0; figure < hits.Length; figure++)
            {
                hits[figure] += intervals[figure].Low <= Figures[figure].Truth
                    && Figures[figure].Truth <= intervals[figure].High ? 1 : 0;
            }
        }

        return [.. hits.Select(count => (double)count / trials)];
    }

    // Its truth does not depend on how many there are of a kind: both err equally often.
    private static double AccuracyAtThreshold(ScoreSet scores)
    {
        var accepted = scores.Groups.Where(group => group.Score >= SimulatedFaces.Threshold).ToArray();
        var correct = accepted.Sum(group => group.GenuineCount)
            + scores.ImpostorCount - accepted.Sum(group => group.ImpostorCount);
        return (double)correct / (scores.GenuineCount + scores.ImpostorCount);
    }
}
