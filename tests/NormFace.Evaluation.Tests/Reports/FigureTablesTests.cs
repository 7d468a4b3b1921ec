using NormFace.Verification;
using Xunit;

namespace NormFace.Reports;

public class FigureTablesTests
{
    [Fact]
    public void The_best_of_each_column_is_set_off_by_its_own_direction()
    {
        var table = FiguresBlock.Of([("a", Summary(0.05, 0.99, 0.8)), ("b", Summary(0.04, 0.98, 0.8))]);

        Assert.Equal(["model", "EER", "AUC", "TAR at FAR\n0.1 %"], table.Columns.Select(column => column.Heading));
        Assert.Equal(["a", "5.00 %", "0.9900", "80.00 %"], table.Rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal([false, false, true, false], table.Rows[0].Cells.Select(cell => cell.IsBest));
        Assert.Equal([false, true, false, false], table.Rows[1].Cells.Select(cell => cell.IsBest));
        Assert.Equal("4.00 – 6.00", table.Rows[0].Cells[1].Below);
    }

    [Fact]
    public void A_single_model_is_not_the_best_and_a_missing_figure_is_a_dash()
    {
        var table = FiguresBlock.Of(
            [FigureRow.WithoutIntervals("a", 0.5, double.NaN, double.PositiveInfinity)],
            [new("x"), new("y"), new("t") { IsPercent = false }],
            "folds");

        Assert.Equal(["a", "50.00 %", "–", "∞"], table.Rows[0].Cells.Select(cell => cell.Text));
        Assert.DoesNotContain(
            table.Rows[0].Cells, cell => cell.IsBest || cell.Below.Length > 0 || cell.Color is not null);
        Assert.Equal("", table.Note);
    }

    [Fact]
    public void Figures_without_a_name_have_no_column_for_it()
    {
        var table = FiguresBlock.Of([("", Summary(0.05, 0.99, 0.8))]);

        Assert.Equal(["EER", "AUC", "TAR at FAR\n0.1 %"], table.Columns.Select(column => column.Heading));
        Assert.Equal(["5.00 %", "0.9900", "80.00 %"], table.Rows[0].Cells.Select(cell => cell.Text));
    }

    [Theory]
    [InlineData(0.05, "0.050"), InlineData(0.001, "0.001"), InlineData(0.0004, "< 0.001"), InlineData(1, "1.000")]
    public void A_p_value_is_never_printed_as_0(double value, string expected) =>
        Assert.Equal(expected, ReportCell.PValue(value));

    [Theory]
    [InlineData(4, 60, 4)] // 2 · ∛4 = 3.2 bins span the scores: 20 and more of the 60 are joined
    [InlineData(27_000, 60, 60)]
    public void A_histogram_has_as_few_bins_as_its_pairs_can_fill(int genuine, int bins, int mostLeft)
    {
        long[] counts = [.. Enumerable.Range(0, bins).Select(bin => bin % 15 == 0 || bin == bins - 1 ? 1L : 0)];
        counts[0] += genuine - counts.Sum();
        var histogram = new ScoreHistogram(
            [.. Enumerable.Range(0, bins + 1).Select(edge => edge / (double)bins)], counts, [.. counts.Reverse()]);

        var smoothed = histogram.Smoothed();

        Assert.InRange(smoothed.Genuine.Count, 1, mostLeft);
        Assert.Equal(smoothed.Genuine.Count + 1, smoothed.Edges.Count);
        Assert.Equal((0, 1), (smoothed.Edges[0], smoothed.Edges[^1]));
        Assert.Equal((counts.Sum(), counts.Sum()), (smoothed.Genuine.Sum(), smoothed.Impostor.Sum()));
    }

    [Fact]
    public void Tables_that_do_not_fit_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FiguresBlock.Of([]));
        Assert.Throws<ArgumentException>(
            () => FiguresBlock.Of([("a", Summary(0, 1, 1)), ("b", Summary(0, 1, 1) with { TrueAcceptRates = [] })]));
        Assert.Throws<ArgumentException>(() => FiguresBlock.Of([FigureRow.WithoutIntervals("a", 1)], [], "folds"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FigureColumn("x") { Decimals = 16 });
        Assert.Throws<ArgumentException>(() => FoldTableBlock.Of());
        Assert.Throws<ArgumentException>(() => FoldTableBlock.Of(("a", [])));
        Assert.Throws<ArgumentException>(() => FoldTableBlock.Of(("a", [new(1)]), ("b", [new(1), new(1)])));
    }

    [Fact]
    public void A_fold_table_ends_with_mean_deviation_and_error()
    {
        // Accuracies 0.9, 0.92, 0.97: mean 0.93, squares 0.0009 + 0.0001 + 0.0016 = 0.0026,
        // deviation sqrt(0.0026 / 3) = 0.02944, error sqrt(0.0026 / 2 / 3) = 0.02082.
        var table = FoldTableBlock.Of(("paper", [new(0.9, 0.25), new(0.92, 0.3), new(0.97)]));

        Assert.Equal(
            [
                "1 90.00 % 0.2500",
                "2 92.00 % 0.3000",
                "3 97.00 % –",
                "mean 93.00 % ",
                "standard deviation (n) 2.94 % ",
                "standard error (n − 1) 2.08 % "],
            table.Rows.Select(row => string.Join(' ', row.Cells.Select(cell => cell.Text))));
        Assert.Equal([false, false, false, true, true, true], table.Rows.Select(row => row.IsSummary));
        Assert.Contains("uncertainty of the mean", table.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_table_ends_with_mean_minus_deviation()
    {
        // The same squares over two: deviation sqrt(0.0026 / 2) = 0.03606.
        var table = FoldTableBlock.OfTrials(("VR", [0.9, 0.92, 0.97]), ("DIR", [0.5, 0.5, 0.5]));

        Assert.Equal(
            [
                "mean 93.00 % 50.00 %",
                "standard deviation (n − 1) 3.61 % 0.00 %",
                "mean − standard deviation 89.39 % 50.00 %"],
            table.Rows.Skip(3).Select(row => string.Join(' ', row.Cells.Select(cell => cell.Text))));
    }

    [Fact]
    public void The_error_of_a_single_fold_is_a_dash() =>
        Assert.Equal("–", FoldTableBlock.Of(("", [new(0.9)])).Rows[^1].Cells[1].Text);

    private static VerificationSummary Summary(double eer, double auc, double tar) =>
        new(
            new(eer, eer - 0.01, eer + 0.01, 0.95),
            new(auc, auc, auc, 0.95),
            [new(0.001, new(tar, tar, tar, 0.95), 0.5)],
            3,
            3,
            3)
        {
            Scores = new ScoreSet([1], [0]),
        };
}
