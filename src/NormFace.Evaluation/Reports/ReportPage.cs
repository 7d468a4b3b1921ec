namespace NormFace.Reports;

/// <summary>A report as data; <see cref="HtmlPage"/> and <see cref="MarkdownPage"/> write it.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Lead">A paragraph that says what was measured; may be empty.</param>
/// <param name="Blocks">What the page shows, in order. Charts that follow each other, and lists of pairs that do, stand side by side.</param>
public sealed record ReportPage(string Title, string Lead, IReadOnlyList<ReportBlock> Blocks)
{
    /// <summary>How the report was made: command, files, seed, machine, versions, as name and value; none unless set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Origin { get; init; } = [];
}
