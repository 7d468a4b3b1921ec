using NormFace.Storage;

namespace NormFace.Reports;

/// <summary>Writes a report as one HTML file: pictures and drawings lie inside, nothing is fetched and no script runs. Made for screens, light or dark, and paper.</summary>
public static class HtmlPage
{
    /// <summary>Writes the page; the file appears whole or not at all.</summary>
    /// <param name="page">The report.</param>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(ReportPage page, string path) => AtomicFile.WriteText(path, ToHtml(page));

    /// <summary>The page as text.</summary>
    /// <param name="page">The report.</param>
    /// <returns>A complete HTML document. Text of the report is escaped; letters that no page may hold are replaced.</returns>
    public static string ToHtml(ReportPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var html = new HtmlText();
        html.Raw(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            """);
        html.Element("title", page.Title).Raw("<style>").Raw(ReportStyle.Css).Raw("</style>\n</head>\n<body>\n<main>\n");
        html.Raw("<header>").Element("h1", page.Title).ElementIfAny("p", page.Lead, "lead").Raw("</header>\n");
        HtmlBlocks.Write(html, page.Blocks);
        WriteOrigin(html, page.Origin);
        return html.Raw("</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteOrigin(HtmlText html, IReadOnlyList<KeyValuePair<string, string>> origin)
    {
        if (origin.Count == 0)
        {
            return;
        }

        html.Raw("<section>").Element("h2", "How this was made").Raw("<dl>");
        foreach (var (name, value) in origin)
        {
            html.Element("dt", name).Element("dd", value);
        }

        html.Raw("</dl></section>\n");
    }
}
