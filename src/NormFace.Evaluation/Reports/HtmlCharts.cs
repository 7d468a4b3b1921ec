using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>Writes charts of one size beside each other.</summary>
internal static class HtmlCharts
{
    public static void Write(HtmlText html, IReadOnlyList<ChartBlock> charts)
    {
        var common = charts[0].Chart.Legend;
        var isCommon = charts.Count > 1 && charts.All(chart => chart.Chart.Legend.SequenceEqual(common));
        if (isCommon)
        {
            WriteLegend(html, common);
        }

        var (cssClass, width, height) = charts[0].Size switch
        {
            ChartSize.Full => ("grid full", 1040, 440),
            ChartSize.Third => ("grid small", 340, 230),
            _ => ("grid", 500, 320),
        };
        html.Raw($"<div class=\"{cssClass}{(charts.Count == 1 ? " one" : "")}\">");
        foreach (var chart in charts)
        {
            html.Raw("<figure>").Element("h3", chart.Title);
            if (!isCommon)
            {
                WriteLegend(html, chart.Chart.Legend);
            }

            html.Raw(ChartDrawing.Of(chart.Chart, width, height).ToString())
                .ElementIfAny("figcaption", chart.Note)
                .Raw("</figure>");
        }

        html.Raw("</div>\n");
    }

    /// <summary>A short line in the colour of a series.</summary>
    public static string Key(int color, bool isDashed) =>
        $"<i class=\"key k{color % ChartStyle.ColorCount}{(isDashed ? " broken" : "")}\"></i>";

    private static void WriteLegend(HtmlText html, IReadOnlyList<LegendEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        html.Raw("<div class=\"legend\">");
        foreach (var entry in entries)
        {
            html.Raw("<span>").Raw(Key(entry.Color, entry.IsDashed)).Text(entry.Name).Raw("</span>");
        }

        html.Raw("</div>");
    }
}
