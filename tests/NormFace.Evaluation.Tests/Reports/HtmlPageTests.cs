using System.Xml.Linq;
using NormFace.Charts;
using NormFace.Verification;
using Xunit;

namespace NormFace.Reports;

public class HtmlPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&]]>--> \u0001\u202Eevil\uD800|\r\nx";

    private static readonly ScoreSet Scores = new([0.9, 0.4, 0.6], [0.1, 0.5, -0.3]);

    [Fact]
    public void A_name_cannot_become_markup_anywhere()
    {
        var html = Full(Hostile).ToHtml();

        var page = StrictReader.Read(html);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', html);
        Assert.DoesNotContain('\u202E', html);
        var shown = "<script>alert(1)</script>\"'&]]>--> \uFFFD\uFFFDevil\uFFFD|  x";
        Assert.Equal(shown, page.Descendants("title").First().Value);
        Assert.All(
            ["h1", "h2", "h3", "p", "li", "dt", "dd", "td", "figcaption"],
            name =>
                Assert.Contains(
                    page.Descendants(name), element => element.Value.Contains(shown, StringComparison.Ordinal)));
        Assert.Contains(page.Descendants("img"), image => image.Attribute("alt")!.Value == shown);
        Assert.Contains(page.Descendants("text"), text => text.Value == shown);
    }

    [Fact]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        var page = StrictReader.Read(Full("a").ToHtml());

        Assert.All(
            page.Descendants()
                .Attributes()
                .Where(attribute => attribute.Name.LocalName is "src" or "href"), reference =>
            Assert.StartsWith("data:image/png;base64,", reference.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(
            page.Descendants().Attributes(),
            attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Empty(page.Descendants("script"));
        Assert.All(
            ["url(", "@import", "http:", "https:", "//www"],
            word => Assert.DoesNotContain(word, page.ToString(), StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_of_level_two_begins_a_section()
    {
        var page = StrictReader.Read(
            Page(new HeadingBlock("one"), new HeadingBlock("part", 3), new HeadingBlock("two")).ToHtml());

        Assert.Equal(["onepart", "two"], page.Descendants("section").Select(section => section.Value));
    }

    [Fact]
    public void Charts_of_one_size_stand_side_by_side_below_one_legend_where_theirs_are_equal()
    {
        var (first, second, other) = (
            RocBlock.Of(("a", Scores)), DetBlock.Of(("a", Scores)), RocBlock.Of(("b", Scores)));

        var same = StrictReader.Read(Page(first, second).ToHtml());
        var different = StrictReader.Read(Page(first, other).ToHtml());
        var apart = StrictReader.Read(Page(first, other with { Size = ChartSize.Full }).ToHtml());

        Assert.Equal(["a"], Legends(same));
        Assert.Equal(["a", "b"], Legends(different));
        Assert.Single(same.Descendants("div"), IsGrid);
        Assert.Equal(2, apart.Descendants("div").Count(IsGrid));
    }

    [Fact]
    public void A_table_shows_text_interval_best_summary_and_key()
    {
        var table = new TableBlock(
            [new TableColumn("name", IsText: true), new TableColumn("of\nlines")],
            [
                new TableRow(
                    [new ReportCell("m") { Color = 8 }, new ReportCell("5 %") { Below = "4 – 6", IsBest = true }]),
                new TableRow([new ReportCell("mean"), new ReportCell("5 %")], IsSummary: true),
            ])
        {
            Note = "what it means",
        };

        var html = Page(table).ToHtml();

        Assert.Contains(
            "<th scope=\"col\" class=\"text\">name</th><th scope=\"col\">of<br>lines</th>",
            html,
            StringComparison.Ordinal);
        Assert.Contains(
            "<td class=\"text\"><i class=\"key k1\"></i>m</td><td class=\"best\">5 %<small>4 – 6</small></td>",
            html,
            StringComparison.Ordinal);
        Assert.Contains(
            "<tr class=\"summary\"><td class=\"text\">mean</td><td>5 %</td></tr>", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"note\">what it means</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_are_pictures_where_all_are_at_hand_and_paths_otherwise()
    {
        string[] names = ["Ann/Ann_0001.jpg", "Bob/1.jpg"];
        RowPair[] pairs = [new(0, 1, -0.25f)];

        var drawn = StrictReader.Read(
            Page(PairPicturesBlock.Of("t", pairs, names, row => new byte[] { (byte)row, 7 })).ToHtml());
        var listed = StrictReader.Read(
            Page(PairPicturesBlock.Of("t", pairs, names, row => row == 0 ? new byte[] { 1 } : null)).ToHtml());

        Assert.Equal(
            ["data:image/png;base64,AAc=", "data:image/png;base64,AQc="],
            drawn.Descendants("img").Select(image => image.Attribute("src")!.Value));
        Assert.Equal(
            ["-0.250", "Ann_0001.jpg", "Bob/1.jpg"],
            drawn.Descendants("div")
                .Single(div => div.Attribute("class")?.Value == "pair")
                .Elements()
                .Where(element => element.Name.LocalName != "img")
                .Select(element => element.Value));
        Assert.Empty(listed.Descendants("img"));
        Assert.Equal(["Ann/Ann_0001.jpg", "Bob/1.jpg", "-0.2500"], listed.Descendants("td").Select(cell => cell.Value));
    }

    [Fact]
    public void A_row_is_asked_for_its_picture_once_and_must_exist()
    {
        List<int> asked = [];

        PairPicturesBlock.Of("t", [new RowPair(0, 1, 0), new RowPair(1, 2, 0)], ["a", "b", "c"], row =>
        {
            asked.Add(row);
            return null;
        });

        Assert.Equal([0, 1, 2], asked);
        Assert.Throws<ArgumentException>(() => PairPicturesBlock.Of("t", [new RowPair(0, 3, 0)], ["a", "b", "c"]));
    }

    [Fact]
    public void Malformed_blocks_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeadingBlock("x", 1));
        Assert.Throws<ArgumentException>(() => new TableBlock([], []));
        Assert.Contains("rows[1] must have 1 cells", Assert.Throws<ArgumentException>(
            () => new TableBlock([new TableColumn("a")], [new TableRow([new ReportCell("")]), new TableRow([])]))
                .Message, StringComparison.Ordinal);
    }

    /// <summary>A page with a block of every kind.</summary>
    internal static ReportPage Full(string text) => new(text, text,
    [
        new ParagraphBlock(text),
        new HeadingBlock(text),
        new ParagraphBlock(text, IsNote: true),
        new ListBlock([text, text]),
        new ImageBlock(new byte[] { 1, 2, 3 }, text),
        new TableBlock(
            [new TableColumn(text), new TableColumn(text, IsText: true)],
            [new TableRow(
                [new ReportCell(text) { Below = text, IsBest = true }, new ReportCell(text)],
                IsSummary: true)]) { Note = text },
        RocBlock.Of((text, Scores)) with { Title = text, Note = text },
        ScoreHistogramBlock.Of(text, ScoreHistogram.Of(Scores), new ChartMark(0.2, text)),
        new PairPicturesBlock(text, [new SamplePair(text, text, double.NaN)]),
        new PairPicturesBlock(
            text, [new SamplePair(text, text, 1) { FirstPng = new byte[] { 1 }, SecondPng = new byte[] { 1 } }]),
    ])
    {
        Origin = [new(text, text)],
    };

    private static ReportPage Page(params ReportBlock[] blocks) => new("t", "", blocks);

    private static bool IsGrid(XElement element) =>
        element.Attribute("class")?.Value.StartsWith("grid", StringComparison.Ordinal) == true;

    private static IEnumerable<string> Legends(XDocument page) =>
        page.Descendants("div").Where(div => div.Attribute("class")?.Value == "legend").Select(div => div.Value);
}
