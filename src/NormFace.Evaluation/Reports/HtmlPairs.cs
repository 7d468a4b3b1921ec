using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>Writes lists of pairs beside each other.</summary>
internal static class HtmlPairs
{
    public static void Write(HtmlText html, IReadOnlyList<PairPicturesBlock> lists)
    {
        html.Raw("<div class=\"columns\">");
        foreach (var list in lists)
        {
            html.Raw("<div>").Element("h3", list.Title);
            if (list.Pairs.All(pair => pair.HasPictures))
            {
                WritePictures(html, list.Pairs);
            }
            else
            {
                HtmlTable.Write(html, Table(list));
            }

            html.Raw("</div>");
        }

        html.Raw("</div>\n");
    }

    /// <summary>The pairs as a table of paths.</summary>
    public static TableBlock Table(PairPicturesBlock list) => new(
        [new TableColumn("first", IsText: true), new TableColumn("second", IsText: true), new TableColumn("score")],
        [.. list.Pairs.Select(
            pair =>
                new TableRow([
                    new ReportCell(pair.First),
                    new ReportCell(pair.Second),
                    new ReportCell(Markup.Number(pair.Score, "0.0000"))]))]);

    private static void WritePictures(HtmlText html, IReadOnlyList<SamplePair> pairs)
    {
        html.Raw("<div class=\"pairs\">");
        foreach (var pair in pairs)
        {
            html.Raw("<div class=\"pair\">")
                .Picture(pair.FirstPng, "first picture")
                .Picture(pair.SecondPng, "second picture");
            html.Element("div", Markup.Number(pair.Score, "0.000"))
                .Raw("<small>")
                .Breakable(Short(pair.First))
                .Raw("</small><small>")
                .Breakable(Short(pair.Second))
                .Raw("</small></div>");
        }

        html.Raw("</div>");
    }

    // A folder whose name the file repeats, as in Name/Name_0001.jpg, tells nothing more.
    private static string Short(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 1 && parts[^1].StartsWith(parts[^2], StringComparison.Ordinal) ? parts[^1] : path;
    }
}
