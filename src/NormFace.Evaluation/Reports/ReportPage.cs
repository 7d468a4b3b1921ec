using NormFace.Storage;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>A report of headings, texts, tables, charts and pictures, written as HTML or as Markdown.</summary>
/// <remarks>
/// A page does not change: each method returns a page with one more part at its end. Charts of one size that follow
/// each other, and lists of pairs that do, stand side by side.
/// </remarks>
public sealed record ReportPage
{
    /// <summary>Creates a page without parts.</summary>
    /// <param name="title">Title of the page.</param>
    /// <param name="lead">A paragraph that says what was measured; may be empty.</param>
    public ReportPage(string title, string lead = "")
        : this(title, lead, [])
    {
    }

    internal ReportPage(string title, string lead, IReadOnlyList<ReportBlock> blocks)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(lead);
        (Title, Lead, Blocks) = (title, lead, blocks);
    }

    /// <summary>Title of the page.</summary>
    public string Title { get; }

    /// <summary>A paragraph that says what was measured; may be empty.</summary>
    public string Lead { get; }

    /// <summary>
    /// How the report was made: command, files, seed, machine, versions, as name and value. Default: none.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Origin { get; init; } = [];

    internal IReadOnlyList<ReportBlock> Blocks { get; private init; }

    /// <summary>Adds a heading.</summary>
    /// <param name="text">The heading.</param>
    /// <param name="level">2 begins a section, 3 a part of one.</param>
    /// <returns>The longer page.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is another number.</exception>
    public ReportPage Heading(string text, int level = 2) => With(new HeadingBlock(text, level));

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">The text; line breaks become spaces.</param>
    /// <param name="isNote">Whether it is set smaller, as a remark.</param>
    /// <returns>The longer page.</returns>
    public ReportPage Paragraph(string text, bool isNote = false) => With(new ParagraphBlock(text, isNote));

    /// <summary>Adds a list of short texts.</summary>
    /// <param name="items">The texts.</param>
    /// <returns>The longer page.</returns>
    public ReportPage List(IReadOnlyList<string> items) => With(new ListBlock(items));

    /// <summary>Adds a picture.</summary>
    /// <param name="png">The picture as a PNG file.</param>
    /// <param name="caption">Text below, which is also the picture's alternative text.</param>
    /// <returns>The longer page.</returns>
    public ReportPage Image(ReadOnlyMemory<byte> png, string caption) => With(new ImageBlock(png, caption));

    /// <summary>Adds a table, its first column set to the left as text, the others to the right as numbers.</summary>
    /// <param name="columns">Headings, at least one; a line break parts one in two lines where there is room.</param>
    /// <param name="rows">Rows, each with a cell for every column.</param>
    /// <param name="note">A remark below. Default: none.</param>
    /// <returns>The longer page.</returns>
    /// <exception cref="ArgumentException">
    /// There is no column, or a row has more or fewer cells; it is named.
    /// </exception>
    public ReportPage Table(
        IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<ReportCell>> rows, string note = "")
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        return With(new TableBlock(
            [.. columns.Select(
                (heading, place) => new TableColumn(heading, IsText: place == 0))],
                    [.. rows.Select(row => new TableRow(row))])
        { Note = note });
    }

    /// <summary>
    /// Adds a table of EER, AUC and TAR at each FAR of one or several models, with intervals, the best of each column
    /// set off.
    /// </summary>
    /// <param name="models">
    /// Name and figures of each model, at least one; all with the same wanted false accept rates.
    /// </param>
    /// <param name="before">
    /// Columns before these: heading, digits behind the full stop, and a number for each model, NaN if there is none.
    /// Default: none.
    /// </param>
    /// <returns>The longer page.</returns>
    /// <exception cref="ArgumentException">There is no model, or models have different false accept rates.</exception>
    public ReportPage Figures(
        IReadOnlyList<(string Name, VerificationSummary Summary)> models,
        params IReadOnlyList<(string Heading, int Decimals, IReadOnlyList<double> Values)> before) =>
            With(FiguresBlock.Of(models, before));

    /// <summary>Adds the ROC curves of one or several models.</summary>
    /// <param name="models">Name and scores of each model, at least one.</param>
    /// <returns>The longer page.</returns>
    /// <exception cref="ArgumentException">There is no model.</exception>
    public ReportPage Roc(IReadOnlyList<(string Name, ScoreSet Scores)> models) =>
        With(RocBlock.Of(models) with { Size = ChartSize.Full });

    /// <summary>
    /// Adds a histogram of genuine and impostor scores, each in percent of its own pairs, with the threshold of the
    /// equal error rate.
    /// </summary>
    /// <param name="title">Title, such as the name of the model.</param>
    /// <param name="scores">The scores; infinite ones are not drawn, and told.</param>
    /// <returns>The longer page.</returns>
    public ReportPage Histogram(string title, ScoreSet scores) => With(ScoreHistogramBlock.Of(title, scores));

    /// <summary>Adds pairs with their scores, as pictures where all are at hand, else as a table of paths.</summary>
    /// <param name="title">Title above them.</param>
    /// <param name="pairs">The pairs, in order.</param>
    /// <param name="names">Path of the picture of each row. Shape <c>[N]</c>.</param>
    /// <param name="png">
    /// Gives the picture of a row as a PNG file, or null if it is not at hand; asked once for each row shown.
    /// </param>
    /// <returns>The longer page.</returns>
    /// <exception cref="ArgumentException">A pair names a row that has no name.</exception>
    public ReportPage Pairs(
        string title,
        IReadOnlyList<RowPair> pairs,
        IReadOnlyList<string> names,
        Func<int, ReadOnlyMemory<byte>?>? png = null) =>
        With(PairPicturesBlock.Of(title, pairs, names, png));

    /// <summary>Adds a chart of lines.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>The longer page.</returns>
    public ReportPage Chart(ReportChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return With(new ChartBlock(chart.Title, chart.ToLines()));
    }

    /// <summary>Adds a part that an evaluation may have besides its own figures.</summary>
    /// <param name="addition">The part.</param>
    /// <returns>The longer page.</returns>
    public ReportPage Add(ReportAddition addition)
    {
        ArgumentNullException.ThrowIfNull(addition);
        return this with { Blocks = [.. Blocks, .. addition.ToBlocks()] };
    }

    /// <summary>
    /// The page as HTML: pictures and drawings lie inside, nothing is fetched and no script runs. Made for screens and
    /// paper.
    /// </summary>
    /// <returns>
    /// A complete document. Text of the report is escaped; letters that no page may hold are replaced.
    /// </returns>
    public string ToHtml() => HtmlPage.Of(Title, Lead, Blocks, Origin);

    /// <summary>Writes the page as one HTML file, whole or not at all.</summary>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteHtml(string path) => AtomicFile.WriteText(path, ToHtml());

    /// <summary>
    /// The page as Markdown, as GitHub reads it: headings, texts, tables; of charts and pictures the titles.
    /// </summary>
    /// <param name="level">Level of its title, from 1 to 4; the other headings follow. Default: 1.</param>
    /// <returns>The document, with line feeds. Text of the report is escaped and cannot become markup.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is outside its range.</exception>
    public string ToMarkdown(int level = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 4);
        return MarkdownPage.Of(Title, Lead, Blocks, Origin, level);
    }

    /// <summary>Writes the page as a Markdown file, whole or not at all.</summary>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteMarkdown(string path) => AtomicFile.WriteText(path, ToMarkdown());

    private ReportPage With(ReportBlock block) => this with { Blocks = [.. Blocks, block] };
}
