using NormFace.Charts;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>
/// Makes the table of figures of one or several models, with an interval below each and the best of each column set
/// off.
/// </summary>
internal static class FiguresBlock
{
    /// <summary>A table of any figures.</summary>
    /// <param name="rows">
    /// The models, in the order of their colours, at least one; each with a figure for every column.
    /// </param>
    /// <param name="columns">What the figures are.</param>
    /// <param name="over">What the intervals are over, as the note says it: "identities", "folds".</param>
    /// <returns>The table. Equal best figures are all set off, unless all rows tie.</returns>
    /// <exception cref="ArgumentException">
    /// There is no row, or a row has more or fewer figures than there are columns; it is named.
    /// </exception>
    public static TableBlock Of(IReadOnlyList<FigureRow> rows, IReadOnlyList<FigureColumn> columns, string over)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        if (rows.Count == 0)
        {
            throw new ArgumentException("rows must hold at least one model, but is empty.", nameof(rows));
        }

        if (rows.FirstOrDefault(row => row.Figures.Count != columns.Count) is { } wrong)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"rows must have {columns.Count} figures, one a column, but '{wrong.Name}' has ")
                + FormattableString.Invariant($"{wrong.Figures.Count}."), nameof(rows));
        }

        var best = columns.Select((column, index) =>
            Best(column.Better, [.. rows.Select(row => row.Figures[index].Value)])).ToArray();
        var isNamed = rows.Any(row => row.Name.Length > 0);
        return new TableBlock(
            [
                .. isNamed ? [new TableColumn("model", IsText: true)] : Array.Empty<TableColumn>(),
                .. columns.Select(column => new TableColumn(column.Heading)),
            ],
            [.. rows.Select((row, index) => new TableRow(
            [
                .. isNamed
                    ? [new ReportCell(row.Name) { Color = rows.Count > 1 ? index : null }]
                    : Array.Empty<ReportCell>(),
                .. columns.Select((column, place) =>
                    column.Cell(row.Figures[place]) with { IsBest = row.Figures[place].Value == best[place] }),
            ]))])
        {
            Note = Note(rows, over, best.Any(value => !double.IsNaN(value))),
        };
    }

    /// <summary>The table of the usual figures of verification: EER, AUC, TAR at each FAR.</summary>
    /// <param name="models">
    /// Name and figures of each model, at least one; all with the same wanted false accept rates.
    /// </param>
    /// <param name="before">Columns before these, of figures without intervals.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">There is no model, or models have different false accept rates.</exception>
    public static TableBlock Of(
        IReadOnlyList<(string Name, VerificationSummary Summary)> models,
        IReadOnlyList<(string Heading, int Decimals, IReadOnlyList<double> Values)>? before = null)
    {
        before ??= [];
        var columns = Columns(models);
        return Of(
            [.. Rows(models).Select((row, index) => row with
            {
                Figures =
                [
                    .. FigureRow.WithoutIntervals(row.Name, [.. before.Select(column => column.Values[index])]).Figures,
                    .. row.Figures,
                ],
            })],
            [
                .. before.Select(column => new FigureColumn(column.Heading)
                {
                    IsPercent = false, Decimals = column.Decimals, Better = BetterFigure.Neither,
                }),
                .. columns,
            ],
            "identities");
    }

    /// <summary>The columns of the usual figures.</summary>
    private static IReadOnlyList<FigureColumn> Columns(IReadOnlyList<(string Name, VerificationSummary Summary)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0)
        {
            throw new ArgumentException("models must hold at least one model, but is empty.", nameof(models));
        }

        var fars = models[0].Summary.TrueAcceptRates.Select(rate => rate.Far).ToArray();
        foreach (var (name, summary) in models)
        {
            if (!summary.TrueAcceptRates.Select(rate => rate.Far).SequenceEqual(fars))
            {
                throw new ArgumentException(
                    $"models must have the same false accept rates, but those of '{name}' differ.", nameof(models));
            }
        }

        return
        [
            new FigureColumn("EER") { Better = BetterFigure.Lower },
            new FigureColumn("AUC") { IsPercent = false, Decimals = 4 },
            .. fars.Select(far => new FigureColumn($"TAR at FAR\n{Markup.Number(100 * far, "0.########")} %")),
        ];
    }

    /// <summary>The rows of the usual figures.</summary>
    private static IReadOnlyList<FigureRow> Rows(IReadOnlyList<(string Name, VerificationSummary Summary)> models) =>
    [
        .. models.Select(model => new FigureRow(
            model.Name,
            [model.Summary.EqualErrorRate, model.Summary.Auc,
                .. model.Summary.TrueAcceptRates.Select(rate => rate.Tar)])),
    ];

    private static double Best(BetterFigure better, double[] values)
    {
        var known = values.Where(value => !double.IsNaN(value)).ToArray();
        return better == BetterFigure.Neither || known.Distinct().Count() < 2
            ? double.NaN
            : better == BetterFigure.Lower
            ? known.Min()
            : known.Max();
    }

    private static string Note(IReadOnlyList<FigureRow> rows, string over, bool hasBest)
    {
        var levels = rows.SelectMany(row => row.Figures)
            .Where(FigureColumn.HasEnds)
            .Select(figure => figure.Level)
            .Distinct()
            .Order()
            .ToArray();
        List<string> sentences = [];
        if (levels.Length > 0)
        {
            sentences.Add(
                $"Below each figure its "
                + $"{string.Join(" or ", levels.Select(level => $"{Markup.Number(100 * level, "0.##")} %"))} interval "
                + $"over {over}.");
        }

        if (hasBest)
        {
            sentences.Add("The best of each column is tinted.");
        }

        return string.Join(' ', sentences);
    }
}
