using NormFace.Reports;
using Xunit;

namespace NormFace.Reference;

public class MarkdownSectionTests
{
    private const string Document = "before\n<!-- begin a -->\nold\n<!-- end a -->\nafter\n";

    [Fact]
    public void The_part_is_replaced_and_the_rest_stays()
    {
        var once = MarkdownSection.Replaced(Document, "a", "\nnew\n");

        Assert.Equal("before\n<!-- begin a -->\n\nnew\n\n<!-- end a -->\nafter\n", once);
        Assert.Equal(once, MarkdownSection.Replaced(once, "a", "new"));
    }

    [Theory]
    [InlineData("before")]
    [InlineData("<!-- end a -->\n<!-- begin a -->\n")]
    [InlineData("<!-- begin a -->\n")]
    [InlineData(Document + Document)]
    public void A_document_without_the_part_is_refused(string document)
    {
        var error = Assert.Throws<InvalidDataException>(() => MarkdownSection.Replaced(document, "a", "new", "doc.md"));

        Assert.StartsWith("doc.md: expected the lines '<!-- begin a -->'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_go_down_with_the_title()
    {
        var page = new ReportPage("t", "", [new HeadingBlock("section"), new HeadingBlock("part", 3)]);

        Assert.Equal("## t\n\n### section\n\n#### part\n", page.ToMarkdown(level: 2));
    }
}
