using NormFace.Logs;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Demonstration;

/// <summary>The page that shows how several heads trained and how well they verify unseen identities.</summary>
/// <param name="runs">The heads, at least one, in the order of the tables.</param>
/// <param name="names">Path of the picture of each row that a hardest pair names.</param>
/// <param name="png">Gives the picture of a row as a PNG file.</param>
internal sealed class DemoReport(
    IReadOnlyList<DemoRun> runs, IReadOnlyList<string> names, Func<int, ReadOnlyMemory<byte>?> png)
{
    /// <summary>The page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="lead">A paragraph that says what was done.</param>
    /// <param name="sheet">Some of the pictures used, as a PNG file, and the text below.</param>
    public ReportPage ToPage(string title, string lead, (ReadOnlyMemory<byte> Png, string Caption) sheet)
    {
        var first = runs[0].Summary;
        var page = new ReportPage(title, lead)
            .Heading("Figures on unseen identities")
            .Paragraph(
                FormattableString.Invariant($"{first.IdentityCount} identities that no head was trained on; ")
                    + FormattableString.Invariant(
                        $"{first.GenuineCount} genuine and {first.ImpostorCount} impostor pairs."),
                isNote: true)
            .Figures(
                [.. runs.Select(run => (run.Name, run.Summary))],
                ("last loss", 4, Last(point => point.Loss)),
                ("its floor", 4, Last(point => point.Floor)),
                ("scale", 2, Last(point => point.Scale)))
            .Heading("The pictures")
            .Image(sheet.Png, sheet.Caption);
        page = Training(page)
            .Heading("Accepting and rejecting")
            .Roc([.. runs.Select(run => (run.Name, run.Summary.Scores))])
            .Heading("Scores")
            .Paragraph(
                "Share of the pairs of each kind by score; the upright is the threshold of the equal error rate.",
                isNote: true);
        page = runs.Aggregate(page, (before, run) => before.Histogram(run.Name, run.Summary.Scores));
        return Reading(
            runs.Where(run => run.HardestGenuine.Count + run.HardestImpostor.Count > 0).Aggregate(page, Hardest));
    }

    private double[] Last(Func<TrainingPoint, double?> figure) =>
        [.. runs.Select(run => run.Curve.Count > 0 ? figure(run.Curve[^1]) ?? double.NaN : double.NaN)];

    private ReportPage Training(ReportPage page)
    {
        if (runs.All(run => run.Curve.Count == 0))
        {
            return page;
        }

        ReportChart?[] charts =
        [
            Chart("Loss, and the floor below it (dashed)", "nats", true, point => point.Loss, point => point.Floor),
            Chart("Scale", "scale s", false, point => point.Scale),
            Chart(
                "Cosine with the own agent, and with the hardest other (dashed)",
                "cosine",
                false,
                point => point.OwnCosine,
                point => point.HardestCosine),
            Chart("Equal error rate on unseen identities", "EER, %", false, point => 100 * point.EqualErrorRate),
        ];
        return charts.OfType<ReportChart>().Aggregate(page.Heading("Training"), (before, chart) => before.Chart(chart));
    }

    // The first figure is drawn, the second dashed; a chart without values is left out.
    private ReportChart? Chart(
        string title, string label, bool isLogarithmic, params Func<TrainingPoint, double?>[] figures)
    {
        var isEmpty = true;
        ReportChart chart = new(title, "step", label) { IsLogarithmicUp = isLogarithmic, Holds = (0, double.NaN) };
        for (var color = 0; color < runs.Count; color++)
        {
            for (var place = 0; place < figures.Length && runs[color].Curve.Count > 0; place++)
            {
                (double, double)[] points = [.. runs[color].Curve.Where(point => figures[place](point) is not null)
                    .Select(point => ((double)point.Step, figures[place](point)!.Value))];
                isEmpty &= points.Length == 0;
                chart.Line(place == 0 ? runs[color].Name : "", points, color, isDashed: place > 0);
            }
        }

        return isEmpty ? null : chart;
    }

    private ReportPage Hardest(ReportPage page, DemoRun run)
    {
        var threshold = RocCurve.EqualErrorRate(run.Summary.Scores).Threshold;
        return page
            .Heading($"Hardest pairs of {run.Name}")
            .Paragraph(
                FormattableString.Invariant(
                    $"At its equal error rate this head accepts from a score of {threshold:0.000}."),
                isNote: true)
            .Pairs("One identity, lowest scores", run.HardestGenuine, names, png)
            .Pairs("Two identities, highest scores", run.HardestImpostor, names, png);
    }

    private ReportPage Reading(ReportPage page)
    {
        List<string> items =
        [
            "Verification asks whether two pictures show one identity. A pair is accepted if its score, a cosine, is "
            + "at least a threshold.",
            "FAR is the share of impostor pairs accepted, TAR the share of genuine pairs accepted. A lower threshold "
            + "raises both.",
            "EER is the rate at which accepted impostors and rejected genuine pairs are equally frequent: lower is "
            + "better, 50 % is guessing. AUC is the chance that a genuine pair scores above an impostor pair.",
            "An interval shows how much the figure varies with other identities of the same kind. Heads with widely "
                + "overlapping intervals are not distinguished by this run; repeat it with another seed. Intervals do "
                + "not "
                + "cover the randomness of training.",
            "The floor is the lowest mean loss that normalised features can reach at the current scale. A loss that "
            + "stops near it is held by the scale, not by the network. Losses of different heads are not comparable; "
            + "their error rates are.",
        ];
        if (runs.Any(run => run.Curve.Count == 0))
        {
            items.Add("A row without a loss was not trained; it shows how well raw pictures are told apart.");
        }

        return page.Heading("How to read this").List(items);
    }
}
