using NormFace.Logs;

namespace NormFace.Reports;

/// <summary>Curves of the training: loss with its floor, scale, cosines, error rate.</summary>
internal static class CurvesSection
{
    public static void Write(HtmlText page, IReadOnlyList<ReportRun> runs)
    {
        var trained = runs.Select((run, series) => (run, series)).Where(entry => entry.run.Curve.Count > 0).ToArray();
        if (trained.Length == 0)
        {
            return;
        }

        page.Raw("<section>").Element("h2", "Training");
        Legend(page, trained.Select(entry => (entry.run.Name, entry.series)));
        page.Raw("<div class=\"grid\">");
        Chart(page, trained, "Loss, and the floor below it (dashed)", "nats", true, point => point.Loss, point => point.Floor);
        Chart(page, trained, "Scale", "scale s", false, point => point.Scale);
        Chart(page, trained, "Cosine with the own agent, and with the hardest other (dashed)", "cosine", false, point => point.OwnCosine, point => point.HardestCosine);
        Chart(page, trained, "Equal error rate on unseen identities", "EER, %", false, point => 100 * point.EqualErrorRate);
        page.Raw("</div></section>\n");
    }

    /// <summary>Names beside their colours.</summary>
    public static void Legend(HtmlText page, IEnumerable<(string Name, int Series)> entries)
    {
        page.Raw("<div class=\"legend\">");
        foreach (var (name, series) in entries)
        {
            page.Raw($"<span><i class=\"f{series % ReportStyle.ColorCount}\"></i>").Raw(HtmlText.Escape(name)).Raw("</span>");
        }

        page.Raw("</div>");
    }

    // The first figure is drawn, the second dashed; a chart without values is left out.
    private static void Chart(
        HtmlText page, (ReportRun Run, int Series)[] runs, string title, string label, bool isLogarithmic, params Func<TrainingPoint, double?>[] figures)
    {
        var values = runs.SelectMany(entry => entry.Run.Curve).SelectMany(point => figures.Select(figure => figure(point))).OfType<double>().ToArray();
        if (values.Length == 0)
        {
            return;
        }

        var steps = ChartAxis.Holding("step", runs.SelectMany(entry => entry.Run.Curve).Select(point => (double)point.Step).Append(0));
        var chart = new SvgChart(title, steps, ChartAxis.Holding(label, values, isLogarithmic));
        foreach (var (run, series) in runs)
        {
            for (var figure = 0; figure < figures.Length; figure++)
            {
                var points = run.Curve.Select(point => (Step: (double)point.Step, Value: figures[figure](point))).Where(point => point.Value is not null);
                chart.Line(points.Select(point => (point.Step, point.Value!.Value)), series, isDashed: figure > 0);
            }
        }

        page.Raw("<figure>").Element("h3", title).Raw(chart.ToString()).Raw("</figure>");
    }
}
