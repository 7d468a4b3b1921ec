using NormFace.Charts;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>What a fold gave.</summary>
/// <param name="Accuracy">Share of its pairs decided correctly, in [0, 1].</param>
/// <param name="Threshold">The threshold found on the other folds; NaN if there is none to show.</param>
internal readonly record struct FoldFigure(double Accuracy, double Threshold = double.NaN);

/// <summary>
/// Makes the table of folds, or of trials, with mean, deviation and error, and an explanation of each.
/// </summary>
internal static class FoldTableBlock
{
    /// <summary>Accuracy and threshold of each fold.</summary>
    /// <param name="methods">
    /// Name and folds of each method or model, at least one, all with as many folds; a single name may be empty.
    /// </param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">
    /// There is no method or no fold, or methods have different numbers of folds.
    /// </exception>
    public static TableBlock Of(params IReadOnlyList<(string Name, IReadOnlyList<FoldFigure> Folds)> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        Check([.. methods.Select(method => (method.Name, method.Folds.Count))]);
        var figures = methods.Select(method => MeanAndDeviation.Of([.. method.Folds.Select(fold => fold.Accuracy)]))
            .ToArray();
        var rows = Enumerable.Range(0, methods[0].Folds.Count).Select(fold => new TableRow(
        [
            new ReportCell(Markup.Number(fold + 1)),
            .. methods.SelectMany(method =>
                new[]
                {
                    Percent(method.Folds[fold].Accuracy),
                    new ReportCell(Markup.Number(method.Folds[fold].Threshold, "0.0000")),
                }),
        ]));
        return new TableBlock(
            [
                new TableColumn("fold", IsText: true),
                .. methods.SelectMany(method =>
                    new[] { Column(method.Name, "accuracy"), Column(method.Name, "threshold") })],
            [
                .. rows,
                Summary("mean", figures.Select(figure => figure.Mean), isParted: true),
                Summary("standard deviation (n)", figures.Select(figure => figure.StandardDeviation), isParted: true),
                Summary("standard error (n − 1)", figures.Select(figure => figure.StandardError), isParted: true),
            ])
        {
            Note = "The threshold of a fold was found without its pairs. The standard deviation (n) is the spread of "
                + "the folds: the root of their mean "
                + "squared distance to the mean. The standard error (n − 1) is the uncertainty of the mean: the "
                + "deviation with n − 1 in place of n, over the root of n. "
                + "Folds train on the same other folds and may share people, so either is a guide, not an interval.",
        };
    }

    /// <summary>Rates of each of several random trials, as BLUFR reports them.</summary>
    /// <param name="rates">
    /// What each rate is, and its value in [0, 1] in each trial; at least one, all with as many trials.
    /// </param>
    /// <returns>The table, with mean, standard deviation and mean minus standard deviation below.</returns>
    /// <exception cref="ArgumentException">
    /// There is no rate or no trial, or rates have different numbers of trials.
    /// </exception>
    public static TableBlock OfTrials(params IReadOnlyList<(string Name, IReadOnlyList<double> Trials)> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        Check([.. rates.Select(rate => (rate.Name, rate.Trials.Count))]);
        var figures = rates.Select(rate => MeanAndDeviation.Of([.. rate.Trials])).ToArray();
        return new TableBlock(
            [new TableColumn("trial", IsText: true), .. rates.Select(rate => new TableColumn(rate.Name))],
            [
                .. Enumerable.Range(0, rates[0].Trials.Count).Select(trial =>
                    new TableRow([
                        new ReportCell(Markup.Number(trial + 1)),
                        .. rates.Select(rate => Percent(rate.Trials[trial]))])),
                Summary("mean", figures.Select(figure => figure.Mean), isParted: false),
                Summary("standard deviation (n − 1)", figures.Select(Deviation), isParted: false),
                Summary(
                    "mean − standard deviation",
                    figures.Select(figure => figure.Mean - Deviation(figure)),
                    isParted: false),
            ])
        {
            Note = "The standard deviation (n − 1) is the spread of the trials, as the BLUFR protocol computes it. "
                + "Trials draw from the same people, so it is not the uncertainty of the mean. The last line is the "
                + "figure that the BLUFR protocol compares by.",
        };
    }

    // With division by n − 1; of a single trial 0.
    private static double Deviation(MeanAndDeviation figure) =>
        figure.Count == 1 ? 0 : figure.StandardError * Math.Sqrt(figure.Count);

    private static void Check((string Name, int Count)[] series)
    {
        if (series.Length == 0 || series[0].Count == 0)
        {
            throw new ArgumentException(
                "A fold table needs at least one column with at least one fold.", nameof(series));
        }

        if (series.FirstOrDefault(one => one.Count != series[0].Count) is { Name: not null } wrong)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"All columns must have as many folds as the first ({series[0].Count}), but '{wrong.Name}' has ")
                + FormattableString.Invariant($"{wrong.Count}."), nameof(series));
        }
    }

    private static TableColumn Column(string name, string figure) =>
        new(name.Length == 0 ? figure : $"{name}\n{figure}");

    private static TableRow Summary(string name, IEnumerable<double> rates, bool isParted) => new(
        [
            new ReportCell(name),
            .. rates.SelectMany(rate => isParted ? new[] { Percent(rate), new ReportCell("") } : [Percent(rate)])],
                IsSummary: true);

    private static ReportCell Percent(double rate) =>
        new FigureColumn("").Cell(new ConfidenceInterval(rate, double.NaN, double.NaN, double.NaN));
}
