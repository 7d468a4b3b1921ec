using Xunit;

namespace NormFace.Verification;

public class VerificationSummaryTests
{
    [Fact]
    public void Figures_and_counts_are_those_of_the_pairs()
    {
        ScorePair[] pairs =
        [
            new(0.9, 5, 5),
            new(0.4, 7, 7),
            new(0.8, 9, 9),
            new(0.5, 5, 7),
            new(0.1, 5, 9),
            new(0.2, 7, 9),
            new(0.3, 9, 7),
        ];

        var summary = VerificationSummary.Of(pairs, [0, 0.25], new() { ReplicateCount = 50 });

        Assert.Equal((3, 3, 4), (summary.IdentityCount, summary.GenuineCount, summary.ImpostorCount));
        Assert.Equal(11 / 12.0, summary.Auc.Value, 1e-15); // one of 3 x 4 comparisons is lost
        Assert.Equal([(0, 2 / 3.0), (0.25, 1)], summary.TrueAcceptRates.Select(rate => (rate.Far, rate.Tar.Value)));
    }

    [Fact]
    public void A_rate_the_pairs_cannot_show_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => VerificationSummary.Of([new(1, 0, 0), new(1, 1, 1), new(0, 0, 1)], [0.5]));
}
