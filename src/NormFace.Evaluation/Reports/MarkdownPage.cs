using System.Text;
using NormFace.Storage;

namespace NormFace.Reports;

/// <summary>Writes a report as Markdown, as GitHub reads it: headings, texts, tables.</summary>
/// <remarks>Charts and pictures are not drawn: a line tells their title and where they are. Pairs are listed by path and score.</remarks>
public static class MarkdownPage
{
    /// <summary>Writes the page; the file appears whole or not at all.</summary>
    /// <param name="page">The report.</param>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(ReportPage page, string path) => AtomicFile.WriteText(path, ToMarkdown(page));

    /// <summary>The page as text.</summary>
    /// <param name="page">The report.</param>
    /// <param name="level">Level of its title, from 1; the other headings follow. 1 unless the page becomes part of another.</param>
    /// <returns>The document, with line feeds. Text of the report is escaped and cannot become markup.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is below 1 or above 4.</exception>
    public static string ToMarkdown(ReportPage page, int level = 1)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 4);
        List<string> parts = [Heading(page.Title, level)];
        if (page.Lead.Length > 0)
        {
            parts.Add(MarkdownText.Escape(page.Lead));
        }

        parts.AddRange(page.Blocks.Select(block => Block(block, level)));
        if (page.Origin.Count > 0)
        {
            parts.Add(Heading("How this was made", level + 1));
            parts.Add(Table(new TableBlock(
                [new TableColumn("what", IsText: true), new TableColumn("value", IsText: true)],
                [.. page.Origin.Select(entry => new TableRow([new TableCell(entry.Key), new TableCell(entry.Value)]))])));
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
        _ => throw new NotSupportedException($"A block must be one that this page knows, but was {block.GetType().Name}."),
    };

    private static string Chart(ChartBlock chart) =>
        $"Chart, drawn in the HTML report: {MarkdownText.Escape(chart.Title)}."
        + (chart.CsvName.Length > 0 ? $" Its points: {MarkdownText.Escape(chart.CsvName)}." : "");

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

    private static string Cell(TableCell cell, bool isSummary)
    {
        var text = MarkdownText.Escape(cell.Text);
        var strong = (cell.IsBest || cell.IsWorse || isSummary) && text.Length > 0 ? $"**{text}**" : text;
        return cell.Below.Length > 0 ? $"{strong} ({MarkdownText.Escape(cell.Below)})" : strong;
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
