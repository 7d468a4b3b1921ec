using Xunit;

namespace NormFace.SupportVectors;

public class LinearSvmTests
{
    private static readonly SvmProblems Problems = SvmProblems.Read();

    public static TheoryData<string> Names => [.. Problems.Scores.Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weight_bias_and_objective_are_those_of_scikit_learn(string name)
    {
        var problem = Problems.Scores.Single(one => one.Name == name);

        var machine = LinearSvm.Train(problem.Scores, problem.Positive, new() { C = problem.C });

        // The judge stops at a gap of 1e-10 of its conditions, which leaves about 1e-8 of its weight open.
        Assert.Equal(problem.Weight, machine.Weights.Single(), 1e-7);
        Assert.Equal(problem.Bias, machine.Bias, 1e-7);
        Assert.Equal(problem.DualObjective, machine.Certificate.DualObjective, 1e-8 * problem.DualObjective);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void On_scores_the_optimum_is_met_up_to_rounding(string name)
    {
        var problem = Problems.Scores.Single(one => one.Name == name);

        var machine = LinearSvm.Train(problem.Scores, problem.Positive, new() { C = problem.C });

        // The primal from outside; that no machine is better is shown by the dual, whose value the judge confirms.
        var weight = machine.Weights[0];
        var primal = (weight * weight / 2) + (problem.C * problem.Scores.Zip(problem.Positive, (score, positive) =>
            Math.Max(0, 1 - ((positive ? 1 : -1) * ((weight * score) + machine.Bias)))).Sum());
        Assert.Equal(primal, machine.Certificate.PrimalObjective, 1e-12 * primal);
        Assert.InRange(machine.Certificate.DualityGap, -1e-12 * primal, 1e-11 * primal);
        Assert.InRange(machine.Certificate.KktGap, 0, 1e-11);
    }

    [Fact]
    public void Steps_on_pairs_find_the_same_machine()
    {
        var problem = Problems.Scores[0];
        var gram = problem.Scores.SelectMany(first => problem.Scores.Select(second => first * second)).ToArray();

        var stepped = PrecomputedKernelSvm.Train(
            new KernelMatrix(gram, problem.Scores.Length), problem.Positive, new() { Tolerance = 1e-11 });
        var exact = LinearSvm.Train(problem.Scores, problem.Positive);

        Assert.Equal(stepped.Certificate.DualObjective, exact.Certificate.DualObjective, 1e-9);
        Assert.Equal(stepped.Bias, exact.Bias, 1e-8);
    }

    [Fact]
    public void Several_columns_agree_with_the_kernel_of_inner_products()
    {
        var problem = Problems.Kernels.Single(one => one.Kernel == "linear");

        var machine = LinearSvm.Train(problem.Rows, problem.Columns, problem.Positive, new() { Tolerance = 1e-10 });

        Assert.Equal(problem.Columns, machine.Weights.Count);
        Assert.Null(machine.Threshold);
        Assert.All(problem.Decisions, (decision, row) => Assert.Equal(
            decision, machine.Decision(problem.Rows.AsSpan(row * problem.Columns, problem.Columns)), 1e-7));
    }

    [Fact]
    public void Two_scores_are_parted_in_their_middle()
    {
        var machine = LinearSvm.Train([1, 3], [false, true]);

        // Both on their margins: w = 2 / (3 - 1) = 1, b = -2.
        Assert.Equal((1, -2, 2.0), (machine.Weights[0], machine.Bias, machine.Threshold));
        Assert.Equal(0, machine.Decision(2));
    }

    [Fact]
    public void A_negative_weight_takes_low_scores_as_positive()
    {
        var machine = LinearSvm.Train([1, 3], [true, false]);

        Assert.Equal((-1, 2, 2.0), (machine.Weights[0], machine.Bias, machine.Threshold));
        Assert.True(machine.Decision(1) > 0);
    }

    [Theory]
    [InlineData(3, 2, 1), InlineData(2, 3, -1), InlineData(2, 2, 0)]
    public void Equal_scores_are_decided_by_the_more_frequent_kind(int positive, int negative, double bias)
    {
        var machine = LinearSvm.Train(
            Enumerable.Repeat(0.4, positive + negative).ToArray(),
            [.. Enumerable.Range(0, positive + negative).Select(index => index < positive)]);

        Assert.Equal((0, bias), (machine.Weights[0], machine.Bias));
        Assert.Null(machine.Threshold);
        Assert.Equal(bias, machine.Decision(123));
    }

    [Fact]
    public void Random_ties_leave_no_gap()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var scores = Enumerable.Range(0, random.Next(2, 40)).Select(_ => random.Next(-4, 5) / 4.0).ToArray();
            bool[] positive = [true, false, .. scores.Skip(2).Select(score => random.NextDouble() < 0.5 + (score / 3))];

            var certificate = LinearSvm.Train(
                scores, positive, new() { C = Math.Pow(10, random.Next(-2, 3)) }).Certificate;

            Assert.InRange(certificate.DualityGap, -1e-12, 1e-11 * certificate.PrimalObjective);
            Assert.InRange(certificate.KktGap, 0, 1e-11);
        }
    }

    [Theory]
    [InlineData(1e-200), InlineData(1e-5), InlineData(1e4)]
    public void Scores_of_any_size_are_solved(double unit)
    {
        var problem = Problems.Scores[0];

        var machine = LinearSvm.Train([.. problem.Scores.Select(score => score * unit)], problem.Positive);

        Assert.InRange(machine.Certificate.DualityGap, -1e-9, 1e-9 * machine.Certificate.PrimalObjective);
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        Assert.Contains(
            "row 1 is NaN",
            Assert.Throws<ArgumentException>(() => LinearSvm.Train([0, double.NaN], [true, false])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LinearSvm.Train([], []));
        Assert.Throws<ArgumentException>(() => LinearSvm.Train([1, 2, 3], 2, [true, false]));
        Assert.Throws<ArgumentException>(() => LinearSvm.Train([1, 2], [true, true]));
        Assert.Throws<ArgumentException>(() => LinearSvm.Train([1, 2], [true, false, true]));
        Assert.Throws<ArgumentException>(() => LinearSvm.Train([1, 2], [true, false]).Decision([1, 2]));
        Assert.Throws<InvalidOperationException>(() => LinearSvm.Train([1, 2, 3, 5], 2, [true, false]).Decision(1));
    }
}
