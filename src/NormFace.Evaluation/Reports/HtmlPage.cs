namespace NormFace.Reports;

/// <summary>A page as one HTML file.</summary>
internal static class HtmlPage
{
    public static string Of(
        string title,
        string lead,
        IReadOnlyList<ReportBlock> blocks,
        IReadOnlyList<KeyValuePair<string, string>> origin)
    {
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
        html.Element("title", title).Raw("<style>").Raw(ReportStyle.Css).Raw("</style>\n</head>\n<body>\n<main>\n");
        html.Raw("<header>").Element("h1", title).ElementIfAny("p", lead, "lead").Raw("</header>\n");
        HtmlBlocks.Write(html, blocks);
        WriteOrigin(html, origin);
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
