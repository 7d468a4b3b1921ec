namespace NormFace.Reports;

/// <summary>Makes the table of all heads: where training ended, and how well they verify.</summary>
internal static class HeadsBlock
{
    public static TableBlock Of(IReadOnlyList<ReportRun> runs)
    {
        var models = runs.Select(run => (run.Name, run.Summary)).ToArray();
        var columns = FiguresBlock.Columns(models);
        var rows = FiguresBlock.Rows(models);
        return FiguresBlock.Of(
            [.. rows.Select((row, index) => row with { Figures = [.. Ends(runs[index]), .. row.Figures] })],
            [Column("last loss", 4), Column("its floor", 4), Column("scale", 2), .. columns],
            "identities");
    }

    private static IEnumerable<ConfidenceInterval> Ends(ReportRun run)
    {
        var last = run.Curve.Count > 0 ? run.Curve[^1] : null;
        return ((double?[])[last?.Loss, last?.Floor, last?.Scale])
            .Select(value => new ConfidenceInterval(value ?? double.NaN, double.NaN, double.NaN, double.NaN));
    }

    private static FigureColumn Column(string heading, int decimals) =>
        new(heading) { IsPercent = false, Decimals = decimals, Better = BetterFigure.Neither };
}
