using System.Text.Json;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Projection;

public class PrincipalComponentsTests
{
    // From tests/golden/pca/pca.py.
    private static readonly Problem[] Problems = JsonSerializer.Deserialize<Problem[]>(
        File.ReadAllText(SharedData.InRepository("tests/golden/pca/pca.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Names => [.. Problems.Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Components_are_those_of_numpy(string name)
    {
        var problem = Problems.Single(one => one.Name == name);

        var model = PrincipalComponents.Fit(problem.Rows, problem.Columns, problem.Share);

        Near(problem.Mean, model.Mean.ToArray(), 1e-12);
        Near(problem.Variances, [.. model.Variances], 1e-11);
        Near(problem.Components, model.Components.ToArray(), 1e-9);
        Near(problem.Projected, model.Project(problem.Rows.AsSpan(0, 5 * problem.Columns)), 1e-9);
        Assert.Equal(problem.TotalVariance, model.TotalVariance, 1e-10);
        Assert.Equal((problem.Columns, problem.Variances.Length), (model.InputSize, model.Size));
    }

    [Theory]
    [InlineData(1, 40), InlineData(3, 40), InlineData(12, 40), InlineData(40, 40)]
    public void Rows_of_rank_k_give_k_components(int rank, int columns)
    {
        var rows = OfRank(rank, columns, 500, seed: 1);

        var model = PrincipalComponents.Fit(rows, columns);

        Assert.Equal(rank, model.Size);
        Assert.InRange(model.ExplainedShare, 0.995, 1);
    }

    [Theory]
    [InlineData(37, 300), InlineData(130, 90)]
    public void Components_are_orthonormal(int columns, int count)
    {
        var model = PrincipalComponents.Fit(OfRank(columns, columns, count, seed: 2), columns, 0.9999);
        var components = model.Components.ToArray().Chunk(columns).ToArray();

        for (var first = 0; first < model.Size; first++)
        {
            for (var second = 0; second < model.Size; second++)
            {
                Assert.Equal(
                    first == second ? 1 : 0, components[first].Zip(components[second], (a, b) => a * b).Sum(), 1e-10);
            }

            Assert.True(components[first].MaxBy(Math.Abs) > 0);
        }
    }

    [Fact]
    public void As_few_components_are_kept_as_exceed_the_share()
    {
        // Variances 4, 2, 1 and 1 along the axes: 8 in all, half of them along the first.
        double[] rows =
        [
            4, 0, 0, 0, -4, 0, 0, 0,
            0, Math.Sqrt(8), 0, 0, 0, -Math.Sqrt(8), 0, 0,
            0, 0, 2, 0, 0, 0, -2, 0,
            0, 0, 0, 2, 0, 0, 0, -2,
        ];

        Assert.Equal(1, PrincipalComponents.Fit(rows, 4, 0).Size);
        Assert.Equal(1, PrincipalComponents.Fit(rows, 4, 0.49).Size);
        Assert.Equal(2, PrincipalComponents.Fit(rows, 4, 0.5).Size); // greater than the share, not equal to it
        Assert.Equal(2, PrincipalComponents.Fit(rows, 4, 0.74).Size);
        Assert.Equal(4, PrincipalComponents.Fit(rows, 4, 0.995).Size);
    }

    [Fact]
    public void A_model_never_sees_the_rows_held_out()
    {
        var rows = OfRank(20, 20, 300, seed: 3);
        var training = rows.AsSpan(0, 200 * 20);

        var before = PrincipalComponents.Fit(training, 20);
        rows.AsSpan(200 * 20).Fill(1e6);
        var after = PrincipalComponents.Fit(training, 20);

        Assert.Equal(before.Components.ToArray(), after.Components.ToArray());
        Assert.Equal(before.Mean.ToArray(), after.Mean.ToArray());
        Assert.Equal(before.Variances, after.Variances);
    }

    [Fact]
    public void A_row_given_twice_counts_twice()
    {
        // On a line: 0 once and 3 twice have the mean 2 and the variance (4 + 1 + 1) / 3.
        var model = PrincipalComponents.Fit([0.0, 3, 3], 1);

        Assert.Equal((2, 2.0), (model.Mean.Span[0], model.TotalVariance));
    }

    [Fact]
    public void Projection_keeps_distances_where_everything_is_kept()
    {
        var rows = OfRank(6, 6, 50, seed: 4);
        var model = PrincipalComponents.Fit(rows, 6, 0.999999);

        var projected = model.Project(rows);

        Assert.Equal(6, model.Size);
        Assert.Equal(
            Math.Sqrt(rows[..6].Zip(rows[6..12], (a, b) => (a - b) * (a - b)).Sum()),
            Math.Sqrt(projected[..6].Zip(projected[6..12], (a, b) => (a - b) * (a - b)).Sum()),
            1e-10);
    }

    [Fact]
    public void Rows_of_float32_give_what_the_same_rows_in_float64_give()
    {
        float[] narrow = [.. OfRank(5, 5, 40, seed: 5).Select(value => (float)value)];
        double[] wide = [.. narrow.Select(value => (double)value)];

        var model = PrincipalComponents.Fit(narrow, 5);

        Assert.Equal(PrincipalComponents.Fit(wide, 5).Components.ToArray(), model.Components.ToArray());
        Assert.Equal(model.Project(wide), model.Project(narrow));
    }

    [Fact]
    public void What_has_no_components_is_refused()
    {
        Assert.StartsWith(
            "rows must vary",
            Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit([0.1, 0.7, 0.1, 0.7, 0.1, 0.7], 2)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "column 1 of row 1 is NaN",
            Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit([1, 2, 3, double.NaN], 2)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit([1.0, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit([1.0, 2], 2));
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit([1e200, 0], 1));
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit([1.0, 2, 4, 3], 2).Project([1.0, 2, 3]));
    }

    [Theory]
    [InlineData(-0.1), InlineData(1), InlineData(double.NaN)]
    public void A_share_outside_its_range_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalComponents.Fit([1.0, 2, 3, 5], 2, share));

    // Independent normal coordinates along random directions, off the origin.
    private static double[] OfRank(int rank, int columns, int count, int seed)
    {
        var random = new Random(seed);
        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var directions = Enumerable.Range(0, rank).Select(index => Enumerable.Range(0, columns)
            .Select(column => rank == columns ? (index == column ? 1 : 0) : Normal()).ToArray()).ToArray();
        return [.. Enumerable.Range(0, count).SelectMany(_ =>
        {
            var coordinates = directions.Select(_ => Normal()).ToArray();
            return Enumerable.Range(0, columns)
                .Select(column =>
                    5 + coordinates.Zip(directions, (value, direction) => value * direction[column]).Sum())
                .ToArray();
        })];
    }

    private static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, index) => Assert.Equal(value, actual[index], tolerance));
    }

    private sealed record Problem(
        string Name,
        int Columns,
        double Share,
        double[] Rows,
        double[] Mean,
        double TotalVariance,
        double[] Variances,
        double[] Components,
        double[] Projected);
}
