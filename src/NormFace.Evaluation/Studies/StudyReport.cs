using NormFace.Charts;
using NormFace.Reports;

namespace NormFace.Studies;

/// <summary>The tables of a study as a page.</summary>
public static class StudyReport
{
    /// <summary>A page with the figures of every row and their differences to the first.</summary>
    /// <param name="study">The study.</param>
    /// <param name="results">Results of its cells, at least one.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidDataException">There is no result, or results do not belong together.</exception>
    public static ReportPage ToPage(Study study, IReadOnlyCollection<CellResult> results)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count == 0)
        {
            throw new InvalidDataException($"A report of study '{study.Name}' needs the result of a training, but there is none yet. Train first, or name the folder of the results.");
        }

        var expected = study.Cells().Count;
        return new ReportPage(
            $"Study: {study.Name}",
            study.About,
            [
                new ParagraphBlock(
                    FormattableString.Invariant($"{results.Count} of {expected} trainings are done: folds {Numbers(results.Select(result => result.Fold))}, seeds {Numbers(results.Select(result => result.Seed))}. ")
                    + "Tested are people of the fold, whom training never saw: EER, AUC and TAR over all pairs of their pictures, accuracy on the fold's listed pairs, each tenth by the threshold of the others, "
                    + "identification on a drawn trial. Intervals of 95 % are over people and seeds; figures without one have the deviation over seeds (n - 1) below.",
                    IsNote: true),
                .. Comparison(study, results, "front", "Front image alone"),
                .. Comparison(study, results, "mirror", "Features of front and mirror image summed"),
            ]);
    }

    private static IEnumerable<ReportBlock> Comparison(Study study, IReadOnlyCollection<CellResult> results, string comparison, string title)
    {
        var rows = StudySummary.Of(study, results, comparison);
        var names = rows[0].Figures.Keys.ToArray();
        yield return new HeadingBlock(title);
        yield return new TableBlock(
            [new TableColumn("row", IsText: true), new TableColumn("runs"), .. names.Select(name => new TableColumn(Heading(name)))],
            [.. rows.Select(row => new TableRow(
            [
                new TableCell(row.Row.Title),
                new TableCell(Markup.Number(row.Cells)),
                .. names.Select(name => Value(row.Figures[name])),
            ]))]);
        var compared = rows.Where(row => row.Row != study.Rows[0] && row.Figures.Values.Any(figure => figure.Difference is not null)).ToArray();
        if (compared.Length == 0)
        {
            yield break;
        }

        yield return new HeadingBlock($"Differences to {study.Rows[0].Title}, in points of a percent", 3);
        yield return new TableBlock(
            [new TableColumn("row", IsText: true), .. names.Select(name => new TableColumn(Heading(name)))],
            [.. compared.Select(row => new TableRow([new TableCell(row.Row.Title), .. names.Select(name => Difference(row.Figures[name]))]))])
        {
            Note = "On the same folds and seeds, people and seeds drawn alike for both rows. Below: the interval, and how rare such a difference would be if there were none.",
        };
    }

    private static TableCell Value(RowFigure figure) => new(Percent(figure.Value.Value) + " %")
    {
        Below = !double.IsNaN(figure.Value.Low) ? $"{Percent(figure.Value.Low)} – {Percent(figure.Value.High)}"
            : double.IsNaN(figure.OverSeeds) ? "" : $"± {Percent(figure.OverSeeds)}",
    };

    private static TableCell Difference(RowFigure figure) => figure.Difference is not { } difference ? new TableCell("") : new TableCell(Signed(difference.Value))
    {
        Below = double.IsNaN(difference.Low) ? "" : $"{Signed(difference.Low)} to {Signed(difference.High)}, p {Markup.Number(figure.PValue, "0.000")}",
        IsBest = !double.IsNaN(figure.PValue) && figure.PValue < 0.05,
    };

    private static string Heading(string name) => name switch
    {
        "eer" => "EER",
        "auc" => "AUC",
        "accuracy" => "accuracy",
        "accuracyInner" => "accuracy,\ninner product",
        "rank1" => "rank 1",
        _ when name.StartsWith("tar@", StringComparison.Ordinal) => $"TAR at FAR\n{name[4..]}",
        _ when name.StartsWith("tpir@", StringComparison.Ordinal) => $"TPIR at FPIR\n{name[5..]}",
        _ => name,
    };

    private static string Numbers(IEnumerable<int> numbers) => string.Join(", ", numbers.Distinct().Order());

    private static string Percent(double rate) => Markup.Number(100 * rate, "0.00");

    private static string Signed(double rate) => (rate >= 0 ? "+" : "−") + Percent(Math.Abs(rate));
}
