using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>The pairs each head finds hardest, as pictures.</summary>
internal static class PairsSection
{
    public static void Write(HtmlText page, IReadOnlyList<ReportRun> runs)
    {
        foreach (var run in runs.Where(run => run.HardestGenuine.Count + run.HardestImpostor.Count > 0))
        {
            var threshold = EqualErrorRate.Of(run.Scores).Threshold;
            page.Raw("<section>").Element("h2", $"Hardest pairs of {run.Name}");
            page.Element("p", $"At its equal error rate this head accepts from a score of {HtmlText.Number(threshold, "0.000")}.", "note").Raw("<div class=\"columns\">");
            Pairs(page, "One identity, lowest scores", run.HardestGenuine);
            Pairs(page, "Two identities, highest scores", run.HardestImpostor);
            page.Raw("</div></section>\n");
        }
    }

    private static void Pairs(HtmlText page, string title, IReadOnlyList<SamplePair> pairs)
    {
        page.Raw("<div>").Element("h3", title).Raw("<div class=\"pairs\">");
        foreach (var pair in pairs)
        {
            page.Raw("<div class=\"pair\">").Picture(pair.FirstPng, "first picture").Picture(pair.SecondPng, "second picture");
            page.Element("div", HtmlText.Number(pair.Score, "0.000")).Element("small", pair.Caption).Raw("</div>");
        }

        page.Raw("</div></div>");
    }
}
