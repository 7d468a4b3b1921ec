using System.Text;

namespace NormFace.Reports;

/// <summary>A page as Markdown, as GitHub reads it.</summary>
internal static class MarkdownPage
{
    public static string Of(
        string title, string lead, IReadOnlyList<ReportBlock> blocks, IReadOnlyList<KeyValuePair<string,
        string>> origin, int level)
    {
        List<string> parts = [Heading(title, level)];
        if (lead.Length > 0)
        {
            parts.Add(MarkdownText.Escape(lead));
        }

        parts.AddRange(blocks.Select(block => Block(block, level)));
        if (origin.Count > 0)
        {
            parts.Add(Heading("How this was made", level + 1));
            parts.Add(Table(new TableBlock(
                [new TableColumn("what", IsText: true), new TableColumn("value", IsText: true)],
                [.. origin.Select(entry => new TableRow([new ReportCell(entry.Key), new ReportCell(entry.Value)]))])));
        }

        return string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n";
    }

    private static string Heading(string text, int level) => $"{new string('#', level)} {MarkdownText.Escape(text)}";

    private static string Block(ReportBlock block, int level) => block switch
    {
        HeadingBlock heading => Heading(heading.Text, heading.Level + level - 1),
        ParagraphBlock paragraph => MarkdownText.Escape(paragraph.Text),
        ListBlock list => string.Join('\n', list.Items.Select(item => "- " + MarkdownText.Escape(item))),
        ImageBlock image => $"Picture, drawn in the HTML report: {MarkdownText.Escape(image.Caption)}",
        TableBlock table => Table(table) + (table.Note.Length > 0 ? "\n\n" + MarkdownText.Escape(table.Note) : ""),
        ChartBlock chart => Chart(chart),
        PairPicturesBlock pairs => $"{Heading(pairs.Title, level + 2)}\n\n{Table(HtmlPairs.Table(pairs))}",
        _ => throw new NotSupportedException(
            $"A block must be one that this page knows, but was {block.GetType().Name}."),
    };

    private static string Chart(ChartBlock chart) =>
        $"Chart, drawn in the HTML report: {MarkdownText.Escape(chart.Title)}.";

    private static string Table(TableBlock table)
    {
        var text = new StringBuilder();
        Line(text, table.Columns.Select(column => MarkdownText.Escape(column.Heading)));
        Line(text, table.Columns.Select(column => column.IsText ? ":---" : "---:"));
        foreach (var row in table.Rows)
        {
            Line(text, row.Cells.Select(cell => Cell(cell, row.IsSummary)));
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Cell(ReportCell cell, bool isSummary)
    {
        var text = MarkdownText.Escape(cell.Text);
        var strong = (cell.IsBest || cell.IsWorse || isSummary) && text.Length > 0 ? $"**{text}**" : text;
        return cell.Below.Length > 0 ? $"{strong} ({MarkdownText.Escape(cell.Below)})" : strong;
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
