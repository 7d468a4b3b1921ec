using NormFace.Models;
using NormFace.Verification;
using Xunit;

namespace NormFace.Calibration;

public class CllrTests
{
    [Fact]
    public void Costs_are_those_of_SciPy_and_of_the_isotonic_regression_of_scikit_learn() =>
        Assert.All(GoldenCalibration.All(), golden =>
    {
        Assert.Equal(golden.Cllr, Cllr.Of(golden.Scores, new LogLikelihoodRatio(golden.Slope, golden.Offset)), 1e-13);
        Assert.Equal(golden.Minimum, Cllr.Minimum(golden.Scores), 1e-13);
    });

    [Fact]
    public void Ratios_that_tell_nothing_cost_exactly_one_bit()
    {
        var nothing = new ScoreSet(new double[7], new double[13]);

        Assert.Equal(1, Cllr.Of(nothing));
        Assert.Equal(1, Cllr.Minimum(nothing));
    }

    [Fact]
    public void Perfect_ratios_cost_nothing_and_wrong_ones_without_bound()
    {
        var right = new ScoreSet([double.PositiveInfinity], [double.NegativeInfinity]);
        var wrong = new ScoreSet([double.NegativeInfinity], [0]);

        Assert.Equal(0, Cllr.Of(right));
        Assert.Equal(0, Cllr.Minimum(right));
        Assert.Equal(double.PositiveInfinity, Cllr.Of(wrong));
        Assert.Equal(1000 / Math.Log(2), Cllr.Of(new ScoreSet([-1000], [1000])), 1e-9);
    }

    [Fact]
    public void The_minimum_by_hand()
    {
        // From the top: genuine 0.9; impostor 0.7; genuine 0.6; impostor 0.2. The two in the middle violate and are
        // pooled, with one of each: ratio 1, a bit each. Mean of (0, 1) and of (1, 0) is 1/2.
        Assert.Equal(0.5, Cllr.Minimum(new ScoreSet([0.9, 0.6], [0.7, 0.2])));
    }

    [Fact]
    public void The_minimum_is_the_best_that_any_rising_ratios_reach()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double[] Draw(int shift) =>
                [.. Enumerable.Range(0, random.Next(2, 8)).Select(_ => (double)(random.Next(4) + shift))];
            var scores = new ScoreSet(Draw(1), Draw(0));

            Assert.Equal(Literal(scores), Cllr.Minimum(scores), 1e-12);
        }
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void The_order_of_scores_decides_the_minimum_to_the_last_bit(bool isTied)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (genuine, impostor) = LiteralVerification.Draw(seed, isTied);
            static double Rising(double score) => Math.Exp(3 * score) - 7;

            Assert.Equal(
                Cllr.Minimum(new ScoreSet(genuine, impostor)),
                Cllr.Minimum(new ScoreSet([.. genuine.Select(Rising)], [.. impostor.Select(Rising)])));
        }
    }

    [Fact]
    public void No_line_costs_less_than_the_fitted_one_nor_that_one_less_than_the_minimum() =>
        Assert.All(GoldenCalibration.All(), golden =>
    {
        var fitted = LogisticFit.Of(golden.Scores);
        var cost = Cllr.Of(golden.Scores, fitted);

        Assert.True(Cllr.Minimum(golden.Scores) <= cost);
        Assert.All([(1.001, 0.0), (0.999, 0.0), (1.0, 0.01), (1.0, -0.01)], change => Assert.True(
            Cllr.Of(
                golden.Scores,
                new LogLikelihoodRatio(fitted.Slope * change.Item1, fitted.Offset + change.Item2)) > cost));
    });

    [Fact]
    public void A_ratio_that_is_no_number_is_refused() => Assert.Throws<ArgumentException>(
        () => Cllr.Of(new ScoreSet([double.PositiveInfinity], [0]), default));

    // Every way to cut the groups into runs of equal posterior; posteriors that fall with the score are no candidates.
    private static double Literal(ScoreSet scores)
    {
        var groups = scores.Groups.ToArray();
        var best = double.PositiveInfinity;
        for (var cuts = 0; cuts < 1 << (groups.Length - 1); cuts++)
        {
            List<(double Genuine, double Impostor)> runs = [];
            for (var group = 0; group < groups.Length; group++)
            {
                var (genuine, impostor) = (
                    (double)groups[group].GenuineCount / scores.GenuineCount,
                    (double)groups[group].ImpostorCount / scores.ImpostorCount);
                if (group > 0 && ((cuts >> (group - 1)) & 1) == 0)
                {
                    (genuine, impostor) = (genuine + runs[^1].Genuine, impostor + runs[^1].Impostor);
                    runs.RemoveAt(runs.Count - 1);
                }

                runs.Add((genuine, impostor));
            }

            double[] posteriors = [.. runs.Select(run => run.Genuine / (run.Genuine + run.Impostor))];
            if (posteriors.Zip(posteriors.Skip(1)).All(pair => pair.First >= pair.Second))
            {
                best = Math.Min(best, runs.Zip(posteriors).Sum(run =>
                    (run.First.Genuine > 0 ? -run.First.Genuine * Math.Log2(run.Second) : 0)
                        + (run.First.Impostor > 0 ? -run.First.Impostor * Math.Log2(1 - run.Second) : 0)) / 2);
            }
        }

        return best;
    }
}
