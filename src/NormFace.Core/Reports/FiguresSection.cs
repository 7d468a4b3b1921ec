using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>The table of all heads.</summary>
internal static class FiguresSection
{
    public static void Write(HtmlText page, IReadOnlyList<ReportRun> runs)
    {
        var first = runs[0].Summary;
        page.Raw("<section>").Element("h2", "Figures on unseen identities");
        page.Element(
            "p",
            FormattableString.Invariant(
                $"{first.IdentityCount} identities that no head was trained on; {first.GenuineCount} genuine and {first.ImpostorCount} impostor pairs. ")
            + FormattableString.Invariant($"Below each figure its {100 * first.EqualErrorRate.Level:0.#} % interval over identities; the lowest EER is tinted."),
            "note");
        page.Raw("<div class=\"scroll\"><table><thead><tr>");
        foreach (var heading in (ReadOnlySpan<string>)["head", "last loss", "its floor", "scale", "EER", "AUC"])
        {
            page.Raw("<th scope=\"col\">").Raw(heading).Raw("</th>");
        }

        foreach (var rate in first.TrueAcceptRates)
        {
            page.Raw("<th scope=\"col\">").Raw($"TAR at FAR<br>{HtmlText.Number(100 * rate.Far, "0.####")} %").Raw("</th>");
        }

        page.Raw("</tr></thead><tbody>\n");
        var best = runs.Min(run => run.Summary.EqualErrorRate.Value);
        for (var index = 0; index < runs.Count; index++)
        {
            WriteRow(page, runs[index], index, runs[index].Summary.EqualErrorRate.Value == best);
        }

        page.Raw("</tbody></table></div></section>\n");
    }

    private static void WriteRow(HtmlText page, ReportRun run, int series, bool isBest)
    {
        var last = run.Curve.Count > 0 ? run.Curve[^1] : null;
        page.Raw(isBest ? "<tr class=\"best\">" : "<tr>");
        page.Raw($"<td><i class=\"f{series % ReportStyle.ColorCount}\"></i>").Raw(HtmlText.Escape(run.Name)).Raw("</td>");
        page.Element("td", HtmlText.Number(last?.Loss, "0.000#")).Element("td", HtmlText.Number(last?.Floor, "0.000#"));
        page.Element("td", HtmlText.Number(last?.Scale, "0.0#"));
        Interval(page, run.Summary.EqualErrorRate, 100, "0.00", " %");
        Interval(page, run.Summary.Auc, 1, "0.0000", "");
        foreach (var rate in run.Summary.TrueAcceptRates)
        {
            Interval(page, rate.Tar, 100, "0.0", " %");
        }

        page.Raw("</tr>\n");
    }

    private static void Interval(HtmlText page, ConfidenceInterval interval, double factor, string format, string unit) => page.Raw("<td>")
        .Raw(HtmlText.Number(factor * interval.Value, format) + unit)
        .Element("small", $"{HtmlText.Number(factor * interval.Low, format)} – {HtmlText.Number(factor * interval.High, format)}")
        .Raw("</td>");
}
