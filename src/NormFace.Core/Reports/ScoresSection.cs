using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>The ROC curves in one chart, and for each head how its scores are spread.</summary>
internal static class ScoresSection
{
    private const int Bins = 60;
    private const int GenuineColor = 2;
    private const int ImpostorColor = 1;

    public static void Write(HtmlText page, IReadOnlyList<ReportRun> runs)
    {
        page.Raw("<section>").Element("h2", "Accepting and rejecting");
        CurvesSection.Legend(page, runs.Select((run, series) => (run.Name, series)));
        page.Raw("<figure>").Element("h3", "ROC: how many genuine pairs are accepted when few impostors may be").Raw(Roc(runs).ToString()).Raw("</figure>");

        page.Element("h2", "Scores").Element(
            "p", "Share of pairs by score, up to the highest bar of each kind; the upright is the threshold of the equal error rate.", "note");
        CurvesSection.Legend(page, [("genuine", GenuineColor), ("impostor", ImpostorColor)]);
        page.Raw("<div class=\"grid small\">");
        foreach (var run in runs)
        {
            page.Raw("<figure>").Element("h3", run.Name).Raw(Histogram(run).ToString()).Raw("</figure>");
        }

        page.Raw("</div></section>\n");
    }

    private static SvgChart Roc(IReadOnlyList<ReportRun> runs)
    {
        // Begins where ten impostor pairs are accepted: further left a curve would tell of a few pairs.
        var lowest = Math.Min(0.1, Math.Pow(10, Math.Ceiling(Math.Log10(10 * runs.Max(run => run.Scores.Resolution)) - 1e-9)));
        var chart = new SvgChart(
            "ROC", new ChartAxis("false accept rate", lowest, 1, IsLogarithmic: true), new ChartAxis("true accept rate", 0, 1), width: 1040, height: 440);
        for (var series = 0; series < runs.Count; series++)
        {
            chart.Line(Visible(runs[series].Scores, lowest), series);
        }

        return chart;
    }

    private static IEnumerable<(double Far, double Tar)> Visible(ScoreSet scores, double lowest)
    {
        yield return (lowest, RocCurve.Of(scores).TakeWhile(point => point.Far <= lowest).Last().Tar);
        foreach (var point in RocCurve.Of(scores).Where(point => point.Far > lowest))
        {
            yield return (point.Far, point.Tar);
        }
    }

    private static SvgChart Histogram(ReportRun run)
    {
        var groups = run.Scores.Groups.Where(group => double.IsFinite(group.Score)).ToArray();
        var across = ChartAxis.Holding("score", groups.Select(group => group.Score));
        var (genuine, impostor) = (new double[Bins], new double[Bins]);
        foreach (var group in groups)
        {
            var bin = Math.Min(Bins - 1, (int)(across.Share(group.Score) * Bins));
            genuine[bin] += group.GenuineCount;
            impostor[bin] += group.ImpostorCount;
        }

        return new SvgChart($"Scores of {run.Name}", across, new ChartAxis("share", 0, 1), width: 340, height: 210)
            .Area(Steps(impostor, across), ImpostorColor)
            .Area(Steps(genuine, across), GenuineColor)
            .Mark(EqualErrorRate.Of(run.Scores).Threshold, "EER");
    }

    private static List<(double, double)> Steps(double[] counts, ChartAxis across)
    {
        var highest = Math.Max(counts.Max(), 1);
        var width = (across.High - across.Low) / Bins;
        List<(double, double)> points = [];
        for (var bin = 0; bin < Bins; bin++)
        {
            points.Add((across.Low + (bin * width), counts[bin] / highest));
            points.Add((across.Low + ((bin + 1) * width), counts[bin] / highest));
        }

        return points;
    }
}
