namespace NormFace.Reports;

/// <summary>Writes the blocks of a page, in sections.</summary>
internal static class HtmlBlocks
{
    public static void Write(HtmlText html, IReadOnlyList<ReportBlock> blocks)
    {
        html.Raw("<section>");
        for (var index = 0; index < blocks.Count; index++)
        {
            switch (blocks[index])
            {
                case HeadingBlock heading:
                    html.Raw(heading.Level == 2 && index > 0 ? "</section>\n<section>" : "")
                        .Element(heading.Level == 2 ? "h2" : "h3", heading.Text);
                    break;
                case ParagraphBlock paragraph:
                    html.Element("p", paragraph.Text, paragraph.IsNote ? "note" : null);
                    break;
                case ListBlock list:
                    WriteList(html, list);
                    break;
                case ImageBlock image:
                    html.Raw("<figure class=\"sheet\">")
                        .Picture(image.Png, image.Caption)
                        .ElementIfAny("figcaption", image.Caption)
                        .Raw("</figure>");
                    break;
                case TableBlock table:
                    HtmlTable.Write(html, table);
                    break;
                case ChartBlock first:
                    ChartBlock[] charts = [
                        .. blocks.Skip(index)
                        .TakeWhile(block => block is ChartBlock chart && chart.Size == first.Size)
                        .Cast<ChartBlock>()];
                    HtmlCharts.Write(html, charts);
                    index += charts.Length - 1;
                    break;
                case PairPicturesBlock:
                    PairPicturesBlock[] lists = [
                        .. blocks.Skip(index).TakeWhile(block => block is PairPicturesBlock).Cast<PairPicturesBlock>()];
                    HtmlPairs.Write(html, lists);
                    index += lists.Length - 1;
                    break;
                case var other:
                    throw new NotSupportedException(
                        $"A block must be one that this page knows, but was {other.GetType().Name}.");
            }
        }

        html.Raw("</section>\n");
    }

    private static void WriteList(HtmlText html, ListBlock list)
    {
        html.Raw("<ul>");
        foreach (var item in list.Items)
        {
            html.Element("li", item);
        }

        html.Raw("</ul>");
    }
}
