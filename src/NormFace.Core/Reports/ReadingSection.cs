namespace NormFace.Reports;

/// <summary>How to read the page, in a few sentences.</summary>
internal static class ReadingSection
{
    public static void Write(HtmlText page, IReadOnlyList<ReportRun> runs)
    {
        page.Raw("<section>").Element("h2", "How to read this").Raw("<ul>");
        page.Element("li", "Verification asks whether two pictures show one identity. A pair is accepted if its score, a cosine, is at least a threshold.");
        page.Element("li", "FAR is the share of impostor pairs accepted, TAR the share of genuine pairs accepted. A lower threshold raises both.");
        page.Element("li", "EER is the rate at which accepted impostors and rejected genuine pairs are equally frequent: lower is better, 50 % is guessing. AUC is the chance that a genuine pair scores above an impostor pair.");
        page.Element("li", "An interval says how far the figure would move with other identities of the same kind. Heads whose intervals overlap widely are not told apart by this run; a repeat with another seed would tell more. It does not cover the luck of the training itself.");
        page.Element("li", "The floor is the lowest mean loss that normalised features can reach at the current scale. A loss that stops near it is held by the scale, not by the network. Losses of different heads are not comparable; their error rates are.");
        if (runs.Any(run => run.Curve.Count == 0))
        {
            page.Element("li", "A row without a loss was not trained; it shows what the pictures give away without learning.");
        }

        page.Raw("</ul></section>\n");
    }
}
