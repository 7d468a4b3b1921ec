using Xunit;

namespace NormFace.SupportVectors;

public class PrecomputedKernelSvmTests
{
    private static readonly SvmProblems Problems = SvmProblems.Read();
    private static readonly SvmOptions Tight = new() { Tolerance = 1e-10 };

    public static TheoryData<string> Names => [.. Problems.Kernels.Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Objective_bias_and_decisions_are_those_of_scikit_learn(string name)
    {
        var problem = Problems.Kernels.Single(one => one.Name == name);
        var gram = problem.Gram();

        var machine = PrecomputedKernelSvm.Train(
            new KernelMatrix(gram, problem.Labels.Length), problem.Positive, Tight with { C = problem.C });

        Assert.Equal(problem.DualObjective, machine.Certificate.DualObjective, 1e-8 * problem.DualObjective);
        Assert.Equal(problem.Bias, machine.Bias, 1e-7);
        Assert.All(problem.Decisions, (decision, row) => Assert.Equal(
            decision, machine.Decision(gram.AsSpan(row * problem.Labels.Length, problem.Labels.Length)), 1e-7));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_certificate_is_what_the_definitions_give(string name)
    {
        var problem = Problems.Kernels.Single(one => one.Name == name);
        var gram = problem.Gram();

        var machine = PrecomputedKernelSvm.Train(
            new KernelMatrix(gram, problem.Labels.Length), problem.Positive, new() { C = problem.C });

        double[] coefficients = [.. machine.Coefficients];
        var certificate = machine.Certificate;
        Assert.InRange(LiteralSvm.Infeasibility(coefficients, problem.Positive, problem.C), 0, 1e-12);
        Assert.InRange(LiteralSvm.KktGap(gram, coefficients, problem.Positive, problem.C), 0, 1e-3);
        Assert.Equal(LiteralSvm.KktGap(gram, coefficients, problem.Positive, problem.C), certificate.KktGap, 1e-12);
        Assert.Equal(
            LiteralSvm.Primal(gram, coefficients, problem.Positive, problem.C, machine.Bias),
            certificate.PrimalObjective,
            1e-9);
        Assert.Equal(LiteralSvm.Dual(gram, coefficients), certificate.DualObjective, 1e-9);
        Assert.InRange(certificate.DualityGap, -1e-9, 1e-3 * problem.C * problem.Labels.Length);
    }

    [Fact]
    public void A_small_cache_changes_no_bit()
    {
        var problem = Problems.Kernels[0];
        var kernel = new HistogramIntersectionKernel(problem.Rows, problem.Columns);

        var small = PrecomputedKernelSvm.Train(kernel, problem.Positive, Tight with { CacheBytes = 0 });
        var large = PrecomputedKernelSvm.Train(kernel, problem.Positive, Tight);

        Assert.Equal(large.Coefficients, small.Coefficients);
        Assert.Equal(large.Bias, small.Bias);
        Assert.Equal(large.Coefficients.Count(coefficient => coefficient != 0), large.SupportVectorCount);
    }

    [Fact]
    public void Running_out_of_iterations_names_the_gap_reached()
    {
        var problem = Problems.Kernels[0];

        var error = Assert.Throws<InvalidDataException>(() => PrecomputedKernelSvm.Train(
            new HistogramIntersectionKernel(problem.Rows, problem.Columns),
            problem.Positive,
            new() { IterationLimit = 3 }));

        Assert.Matches(@"reached a KKT gap of \d[^ ]* after 3 iterations, but 0\.001 was wanted", error.Message);
    }

    [Fact]
    public void A_tolerance_below_rounding_ends_in_an_error_and_not_never()
    {
        var problem = Problems.Kernels[3];

        Assert.Throws<InvalidDataException>(() => PrecomputedKernelSvm.Train(
            new KernelMatrix(problem.Gram(), problem.Labels.Length),
            problem.Positive,
            new() { Tolerance = 1e-300, IterationLimit = 100_000 }));
    }

    [Fact]
    public void Samples_of_one_kind_are_refused() => Assert.StartsWith(
        "A machine needs samples of both kinds, but 2 of 2 are positive.",
        Assert.Throws<ArgumentException>(() =>
            PrecomputedKernelSvm.Train(new KernelMatrix([1, 0, 0, 1], 2), [true, true])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Labels_must_match_the_samples() => Assert.Throws<ArgumentException>(
        () => PrecomputedKernelSvm.Train(new KernelMatrix([1, 0, 0, 1], 2), [true, false, true]));

    [Fact]
    public void A_row_that_turns_out_NaN_is_named() => Assert.StartsWith(
        "Every entry of a kernel must be finite, but [0, 0] is NaN.",
        Assert.Throws<ArgumentException>(() => PrecomputedKernelSvm.Train(new Broken(), [true, false])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 1e-3)]
    [InlineData(double.NaN, 1e-3)]
    [InlineData(double.PositiveInfinity, 1e-3)]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    public void Settings_outside_their_range_are_refused(double c, double tolerance) =>
        Assert.Throws<ArgumentOutOfRangeException>(
        () => PrecomputedKernelSvm.Train(
            new KernelMatrix([1, 0, 0, 1], 2), [true, false], new() { C = c, Tolerance = tolerance }));

    [Fact]
    public void A_matrix_must_be_square_finite_and_symmetric()
    {
        Assert.Throws<ArgumentException>(() => new KernelMatrix([1, 0, 0], 2));
        Assert.Contains(
            "[1, 0] is NaN",
            Assert.Throws<ArgumentException>(() => new KernelMatrix([1, 0, double.NaN, 1], 2)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "[1, 0] is 0.5",
            Assert.Throws<ArgumentException>(() => new KernelMatrix([1, 0, 0.5, 1], 2)).Message,
            StringComparison.Ordinal);
    }

    private sealed class Broken : Kernel
    {
        public override int Count => 2;

        public override double Self(int sample) => 1;

        public override void Row(int sample, Span<double> values) => values.Fill(double.NaN);
    }
}
