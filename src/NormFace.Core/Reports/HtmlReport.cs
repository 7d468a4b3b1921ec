using NormFace.Storage;

namespace NormFace.Reports;

/// <summary>A page that shows how several heads trained and how well they verify unseen identities.</summary>
/// <remarks>One HTML file: pictures and drawings lie inside, nothing is fetched and no script runs. Made for screens, light or dark, and paper.</remarks>
/// <param name="Title">Title of the page.</param>
/// <param name="Introduction">A paragraph that says what was done.</param>
/// <param name="Runs">The heads, at least one, in the order of the tables.</param>
public sealed record HtmlReport(string Title, string Introduction, IReadOnlyList<ReportRun> Runs)
{
    /// <summary>A picture that shows some of the pictures used, as a PNG file; none unless set.</summary>
    public ReadOnlyMemory<byte> ContactSheetPng { get; init; }

    /// <summary>Text below that picture.</summary>
    public string ContactSheetCaption { get; init; } = "";

    /// <summary>How the report was made: command, seed, machine, versions, as name and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Origin { get; init; } = [];

    /// <summary>Writes the page; the file appears whole or not at all.</summary>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <exception cref="InvalidOperationException">The report has no runs.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, ToHtml());

    /// <summary>The page as text.</summary>
    /// <returns>A complete HTML document.</returns>
    /// <exception cref="InvalidOperationException">The report has no runs.</exception>
    public string ToHtml()
    {
        if (Runs.Count == 0)
        {
            throw new InvalidOperationException("Runs must hold at least one run, but is empty.");
        }

        var page = new HtmlText();
        page.Raw(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            """);
        page.Element("title", Title).Raw("<style>").Raw(ReportStyle.Css).Raw("</style>\n</head>\n<body>\n<main>\n");
        page.Raw("<header>").Element("h1", Title).Element("p", Introduction, "lead").Raw("</header>\n");
        FiguresSection.Write(page, Runs);
        WriteContactSheet(page);
        CurvesSection.Write(page, Runs);
        ScoresSection.Write(page, Runs);
        PairsSection.Write(page, Runs);
        ReadingSection.Write(page, Runs);
        WriteOrigin(page);
        return page.Raw("</main>\n</body>\n</html>\n").ToString();
    }

    private void WriteContactSheet(HtmlText page)
    {
        if (!ContactSheetPng.IsEmpty)
        {
            page.Raw("<section>").Element("h2", "The pictures").Raw("<figure class=\"sheet\">")
                .Picture(ContactSheetPng, ContactSheetCaption).Element("figcaption", ContactSheetCaption).Raw("</figure></section>\n");
        }
    }

    private void WriteOrigin(HtmlText page)
    {
        if (Origin.Count == 0)
        {
            return;
        }

        page.Raw("<section>").Element("h2", "How this was made").Raw("<dl>");
        foreach (var (name, value) in Origin)
        {
            page.Element("dt", name).Element("dd", value);
        }

        page.Raw("</dl></section>\n");
    }
}
