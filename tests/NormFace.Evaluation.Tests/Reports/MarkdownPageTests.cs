using NormFace.Verification;
using Xunit;

namespace NormFace.Reports;

public class MarkdownPageTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("a|b\\|c `x` | \n| d")]
    [InlineData("\\")]
    [InlineData("\\|")]
    [InlineData("<td>|</td>")]
    public void Every_line_of_a_table_has_as_many_cells(string text)
    {
        var lines = HtmlPageTests.Full(text).ToMarkdown().Split('\n');

        var tables = string.Join(
            '\n',
            lines.Select(line => line.StartsWith("| ", StringComparison.Ordinal) ? line : ""))
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, tables.Length);
        Assert.All(
            tables,
            table => Assert.Single(table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Bars).Distinct()));
        Assert.Equal(
            [3, 4, 4, 3], tables.Select(table => Bars(table.Split('\n', StringSplitOptions.RemoveEmptyEntries)[0])));
    }

    [Theory]
    [InlineData("a*b*<i>&amp;[x](y)`z`", "a\\*b\\*\\<i\\>\\&amp;\\[x\\](y)\\`z\\`")]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("- no item", "\\- no item")]
    [InlineData("1. no item", "1\\. no item")]
    [InlineData("1) no item", "1\\) no item")]
    [InlineData("https://x.org www.x.org", "https\\://x.org www\\.x.org")]
    [InlineData("Ann_Lee/Ann_Lee_0001.jpg 99.05 % -0.3 #2", "Ann_Lee/Ann_Lee_0001.jpg 99.05 % -0.3 #2")]
    [InlineData("_no stress_", "\\_no stress\\_")]
    [InlineData("two\nlines", "two lines")]
    public void Markup_is_escaped_and_plain_text_left_alone(string text, string escaped) =>
        Assert.Equal($"# t\n\n{escaped}\n", new ReportPage("t", "", [new ParagraphBlock(text)]).ToMarkdown());

    [Fact]
    public void A_page_reads_as_a_document()
    {
        var page = new ReportPage("Title", "Lead.",
        [
            new HeadingBlock("Figures"),
            FiguresBlock.Of(
                [new FigureRow("m", [new(0.05, 0.03, 0.08, 0.95)]), FigureRow.WithoutIntervals("other", 0.04)],
                [new FigureColumn("TAR at FAR\n1 %")],
                "identities"),
            new ListBlock(["one", "two"]),
            RocBlock.Of(("m", new ScoreSet([1], [0]))),
            new PairPicturesBlock("Hardest", [new SamplePair("a/1.jpg", "b/2.jpg", 0.5)]),
        ])
        {
            Origin = [new("seed", "1")],
        };

        Assert.Equal(
            """
            # Title

            Lead.

            ## Figures

            | model | TAR at FAR 1 % |
            | :--- | ---: |
            | m | **5.00 %** (3.00 – 8.00) |
            | other | 4.00 % |

            Below each figure its 95 % interval over identities. The best of each column is tinted.

            - one
            - two

            Chart, drawn in the HTML report: ROC: genuine pairs accepted at few false accepts.

            ### Hardest

            | first | second | score |
            | :--- | :--- | ---: |
            | a/1.jpg | b/2.jpg | 0.5000 |

            ## How this was made

            | what | value |
            | :--- | :--- |
            | seed | 1 |

            """,
            page.ToMarkdown());
    }

    // Bars that part cells: those behind an even number of backslashes.
    private static int Bars(string line) =>
        line.Where((letter, index) =>
            letter == '|' && line[..index].Reverse().TakeWhile(before => before == '\\').Count() % 2 == 0).Count();
}
