using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>Writes a table.</summary>
internal static class HtmlTable
{
    private const int Many = 8;  // columns that do not fit a page with the usual gaps
    private const int Long = 16; // letters that would be broken into a tower of single words

    public static void Write(HtmlText html, TableBlock table)
    {
        html.Raw($"<div class=\"scroll\"><table{(table.Columns.Count > Many ? " class=\"many\"" : "")}><thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Raw(column.IsText ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">");
            html.Raw(string.Join("<br>", column.Heading.Split('\n').Select(Markup.Escape))).Raw("</th>");
        }

        html.Raw("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Raw(row.IsSummary ? "<tr class=\"summary\">" : "<tr>");
            for (var place = 0; place < row.Cells.Count; place++)
            {
                WriteCell(html, row.Cells[place], table.Columns[place].IsText);
            }

            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>").ElementIfAny("p", table.Note, "note");
    }

    private static void WriteCell(HtmlText html, ReportCell cell, bool isText)
    {
        var classes = string.Join(
            ' ',
            new[]
            {
                isText ? "text" : "",
                isText && cell.Text.Length > Long ? "long" : "",
                cell.IsBest ? "best" : "",
                cell.IsWorse ? "worse" : "",
            }.Where(name => name.Length > 0));
        html.Raw(classes.Length == 0 ? "<td>" : $"<td class=\"{classes}\">");
        if (cell.Color is { } color)
        {
            html.Raw(HtmlCharts.Key(color, isDashed: false));
        }

        html.Breakable(cell.Text).ElementIfAny("small", cell.Below).Raw("</td>");
    }
}
