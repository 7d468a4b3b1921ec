using System.Globalization;
using NormFace.Embeddings;
using NormFace.Reports;

namespace NormFace.Studies;

/// <summary>The tables of a study as a page.</summary>
public static class StudyReport
{
    private static readonly (string Name, string Title)[] Comparisons =
    [
        ("front", "Front image alone"),
        ("mirror", "Features of front and mirror image summed"),
        ("front-pca", "Front image alone, in principal components"),
        ("mirror-pca", "Front and mirror image summed, in principal components"),
    ];

    // Shown of every way to compare features.
    private static readonly string[] OfEveryWay = ["eer", "accuracy"];

    /// <summary>
    /// A page with the figures of every row and their differences to the first, for every way to compare features.
    /// </summary>
    /// <param name="study">The study.</param>
    /// <param name="results">Results of its cells, at least one.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidDataException">There is no result, or results do not belong together.</exception>
    public static ReportPage ToPage(Study study, IReadOnlyList<CellResult> results)
    {
        var page = StudyCharts.AddTo(Begin(study, results), study, results);
        return AddWays(
            Present(results).Aggregate(
                page,
                (before, one) => AddComparison(before, study, results, one.Name, TitleOf(study, one.Name))),
            study,
            results);
    }

    /// <summary>
    /// The same in short, for a document: front images alone, and what the other ways to compare features change.
    /// </summary>
    /// <param name="study">The study.</param>
    /// <param name="results">Results of its cells, at least one.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidDataException">There is no result, or results do not belong together.</exception>
    public static ReportPage ToSection(Study study, IReadOnlyList<CellResult> results) =>
        AddWays(
            AddComparison(
                Begin(study, results), study, results, Comparisons[0].Name, TitleOf(study, Comparisons[0].Name)),
            study,
            results);

    private static ReportPage Begin(Study study, IReadOnlyList<CellResult> results)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count == 0)
        {
            throw new InvalidDataException(
                $"A report of study '{study.Name}' needs at least one result, but there is none. "
                + "Train first, or give the folder of the results with --results.");
        }

        return new ReportPage($"Study: {study.Name}", study.About).Paragraph(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{results.Count} of {study.Cells().Count} "
                + $"{(study.Rows.All(row => row.IsUntouched) ? "models are tested" : "trainings are done")}, seeds "
                + $"{Numbers(results.Select(result => result.Seed))}; the people of "
                + $"fold{(study.Folds.Count == 1 ? "" : "s")} {Numbers(study.Folds)} were left out "
                + $"{(study.IsInTurn ? "in turn" : "of all")}, and are tested. ")
            + $"EER, AUC and TAR are over all pairs of their {(IsOfFeatures(study) ? "rows" : "pictures")} within a "
            + "fold; "
            + (
                study.PairsPath is null
                    ? ""
                    : "accuracy is of the fold's listed pairs, each tenth by the threshold of the others; ")
            + "rank 1 and TPIR are of identification on a drawn trial. Intervals of 95 % are over people and seeds. "
            + $"Machine: {string.Join("; ", MachinesOf(results))}.",
            isNote: true);
    }

    private static IEnumerable<string> MachinesOf(IReadOnlyList<CellResult> results) => results
        .Select(result => result.Machine.Length > 0 ? result.Machine : "a machine not told")
        .Distinct()
        .Order(StringComparer.Ordinal);

    // Features without those of mirror images; with them they are of pictures.
    private static bool IsOfFeatures(Study study) =>
        study.MirrorPath is null && FeatureSource.IsAt(study.PicturesPath);

    private static string TitleOf(Study study, string name) => (IsOfFeatures(study), name) switch
    {
        (true, "front") => "Features as they are",
        (true, "front-pca") => "Features in principal components",
        _ => Comparisons.Single(one => one.Name == name).Title,
    };

    private static IEnumerable<(string Name, string Title)> Present(IReadOnlyList<CellResult> results) =>
        Comparisons.Where(one => results.All(result => result.Folds.Values.All(fold => fold.ContainsKey(one.Name))));

    // The paper's Table 1 and its two tricks at test time: what each changes in every row.
    private static ReportPage AddWays(ReportPage page, Study study, IReadOnlyList<CellResult> results)
    {
        var rows = StudySummary.Of(study, results, Comparisons[0].Name);
        foreach (var name in OfEveryWay.Where(rows[0].Figures.ContainsKey))
        {
            (string Title, string Comparison, string Name)[] ways =
            [
                .. Present(results).Skip(1).Select(way => (way.Name, way.Name, name)),
                .. rows[0].Figures.ContainsKey(CellEvaluation.Inner(name))
                    ? [("front,\ninner products", Comparisons[0].Name, CellEvaluation.Inner(name))]
                    : Array.Empty<(string, string, string)>(),
            ];
            if (ways.Length == 0)
            {
                break;
            }

            var changes = ways.Select(way =>
                StudySummary.Changes(study, results, (Comparisons[0].Name, name), (way.Comparison, way.Name)))
                    .ToArray();
            page = page.Heading($"Other ways to compare the same features: {Heading(name)}").Table(
                ["row", Comparisons[0].Name, .. ways.Select(way => way.Title)],
                [.. rows.Select((row, place) => (ReportCell[])
                [
                    new ReportCell(row.Row.Title),
                    new ReportCell(Percent(row.Figures[name].Value.Value) + " %"),
                    .. changes.Select(way => Change(name, way[place])),
                ])],
                $"Below: what it changes against {(IsOfFeatures(study) ? "features as they are" : "front images")}, "
                + "in points of a percent, with its interval. "
                + $"{PValues(changes.SelectMany(way => way))}");
        }

        return page;
    }

    private static ReportPage AddComparison(
        ReportPage page, Study study, IReadOnlyList<CellResult> results, string comparison, string title)
    {
        var rows = StudySummary.Of(study, results, comparison);
        string[] names = [
            .. rows[0].Figures.Keys.Where(name => !OfEveryWay.Select(CellEvaluation.Inner).Contains(name))];
        page = page.Heading(title).Table(
            ["row", "runs", .. names.Select(Heading)],
            [.. rows.Select(row => (ReportCell[])
            [
                new ReportCell(row.Row.Title),
                new ReportCell(Number(row.Cells, "0")),
                .. names.Select(name => Value(row.Figures[name])),
            ])]);
        var compared = rows.Where(row =>
            row.Row != study.Rows[0] && row.Figures.Values.Any(figure => figure.Difference is not null)).ToArray();
        return compared.Length == 0
            ? page
            : page.Heading($"Differences to {study.Rows[0].Title}, in points of a percent", 3).Table(
            ["row", .. names.Select(Heading)],
            [.. compared.Select(
                row =>
                    (
                        ReportCell[])[new ReportCell(row.Row.Title),
                        .. names.Select(name => Difference(name, row.Figures[name]))])],
            "On the same folds and seeds, people and seeds drawn alike for both rows. Below: the interval, and how "
            + "rare such a difference would be if there were none. "
                + PValues(compared.SelectMany(row => names.Select(name => row.Figures[name]))));
    }

    // What a reader of many p-values has to know.
    private static string PValues(IEnumerable<RowFigure> figures)
    {
        var least = figures.Select(figure => figure.LeastPValue)
            .Where(double.IsFinite)
            .DefaultIfEmpty(double.NaN)
            .Min();
        return double.IsNaN(least)
            ? ""
            : $"Bold: p below 0.05, for the better or the worse. The replicates can show no p below "
                + $"{Number(least, "0.000")}, and none is raised for the number of differences looked at.";
    }

    private static ReportCell Value(RowFigure figure) => new(Percent(figure.Value.Value) + " %")
    {
        Below = !double.IsNaN(figure.Value.Low) ? $"{Percent(figure.Value.Low)} – {Percent(figure.Value.High)}"
            : double.IsNaN(figure.OverSeeds) ? "" : $"± {Percent(figure.OverSeeds)}",
    };

    private static ReportCell Difference(string name, RowFigure figure) => figure.Difference is { } difference
        ? SetOff(name, figure, new ReportCell(Signed(difference.Value)) { Below = Surely(figure) })
        : new ReportCell("");

    private static ReportCell Change(string name, RowFigure figure) =>
        SetOff(name, figure, new ReportCell(Percent(figure.Value.Value) + " %")
        {
            Below =
            Signed(figure.Difference!.Value.Value) + (Surely(figure) is { Length: > 0 } surely ? ": " + surely : ""),
        });

    private static string Surely(RowFigure figure) =>
        figure.Difference is not { } difference || double.IsNaN(difference.Low)
        ? ""
        : $"{Signed(difference.Low)} to {Signed(difference.High)}, p {PValue(figure.PValue)}";

    private static string PValue(double value) => double.IsNaN(value) ? "–" : ReportCell.PValue(value);

    private static ReportCell SetOff(string name, RowFigure figure, ReportCell cell)
    {
        var isClear = figure.PValue < 0.05; // false for NaN
        var isBetter = figure.Difference!.Value.Value > 0 != (name == "eer");
        return cell with { IsBest = isClear && isBetter, IsWorse = isClear && !isBetter };
    }

    private static string Heading(string name) => name switch
    {
        "eer" => "EER",
        "auc" => "AUC",
        "accuracy" => "accuracy",
        "rank1" => "rank 1",
        _ when name.StartsWith("tar@", StringComparison.Ordinal) => $"TAR at FAR\n{name[4..]}",
        _ when name.StartsWith("tpir@", StringComparison.Ordinal) => $"TPIR at FPIR\n{name[5..]}",
        _ => name,
    };

    private static string Numbers(IEnumerable<int> numbers) => string.Join(", ", numbers.Distinct().Order());

    private static string Number(double? value, string format) => value is null or double.NaN
        ? "–"
        : value.Value.ToString(format, CultureInfo.InvariantCulture);

    private static string Percent(double rate) => Number(100 * rate, "0.00");

    private static string Signed(double rate) => (rate >= 0 ? "+" : "−") + Percent(Math.Abs(rate));
}
