using NormFace.Reports;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Studies;

public class StudyReportTests
{
    // In study 'data' a wider network of fewer steps is clearly worse than the first row, and training without soft
    // pictures clearly better.
    private static readonly Study Study = StudyFile.Read(SharedData.InRepository("studies/data.json"));

    private static readonly CellResult[] Results =
        [
            .. Directory.GetFiles(SharedData.InRepository("studies/results/data"))
            .Order(StringComparer.Ordinal)
            .Select(CellResultFile.Read)];

    [Fact]
    public void A_clear_difference_is_set_off_as_one_for_the_better_or_the_worse()
    {
        var differences = Tables(StudyReport.ToPage(Study, Results))[1];

        var (wide, without) = (
            Row(differences, "a third wider, the same time (900 steps)"),
            Row(differences, "without the soft pictures"));

        Assert.Equal(["EER", "AUC"], differences.Columns.Skip(1).Take(2).Select(column => column.Heading));
        Assert.Equal([('+', false, true), ('−', false, true)], wide.Skip(1).Take(2).Select(Look));
        Assert.Equal([('−', true, false), ('+', true, false)], without.Skip(1).Take(2).Select(Look));
    }

    [Fact]
    public void A_scale_that_nobody_changes_has_no_chart() =>
        Assert.Equal(
            ["Loss, and the bound below it (dashed)"],
            StudyReport.ToPage(Study, Results).Blocks.OfType<ChartBlock>().Select(chart => chart.Title));

    private static (char Sign, bool IsBest, bool IsWorse) Look(ReportCell cell) =>
        (cell.Text[0], cell.IsBest, cell.IsWorse);

    private static TableBlock[] Tables(ReportPage page) => [.. page.Blocks.OfType<TableBlock>()];

    private static IReadOnlyList<ReportCell> Row(TableBlock table, string title) =>
        table.Rows.Single(row => row.Cells[0].Text == title).Cells;
}
