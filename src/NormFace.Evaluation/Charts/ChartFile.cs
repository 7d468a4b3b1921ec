using System.Globalization;
using System.Text;
using NormFace.Storage;

namespace NormFace.Charts;

/// <summary>A chart as an SVG file of its own, for a paper or a slide: legend inside, dark on white, nothing fetched, no script.</summary>
public static class ChartFile
{
    private const int Width = 560;
    private const int Height = 380;
    private const int LegendLine = 20;
    private const double LetterWidth = 7; // about, of the text of a legend

    /// <summary>Writes the file; it appears whole or not at all.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Chart chart, string path) => AtomicFile.WriteText(path, ToSvg(chart));

    /// <summary>The chart as text of an SVG file.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>A complete document.</returns>
    public static string ToSvg(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var legend = Legend(chart.Legend, out var legendHeight);
        var height = Height + legendHeight;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"role=\"img\" font-family=\"Helvetica, Arial, DejaVu Sans, sans-serif\">\n<title>{Markup.Escape(chart.Title)}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<style>\n{Style()}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{legend}");
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {legendHeight})\">{ChartDrawing.Of(chart, Width, Height).Body()}</g>\n</svg>\n");
        return svg.ToString();
    }

    // Drawing programs know no named colours.
    private static string Style() => ChartStyle.Colors.Aggregate(
        ChartStyle.Css, (css, color) => css.Replace($"var(--{color.Name})", color.Light, StringComparison.Ordinal));

    private static string Legend(IReadOnlyList<LegendEntry> entries, out int height)
    {
        var svg = new StringBuilder();
        var (x, y) = (54.0, LegendLine);
        foreach (var entry in entries)
        {
            var length = 44 + (LetterWidth * entry.Name.Length);
            if (x > 54 && x + length > Width)
            {
                (x, y) = (54, y + LegendLine);
            }

            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"curve s{entry.Color % ChartStyle.ColorCount}{(entry.IsDashed ? " dashed" : "")}\" d=\"M{x:0.#} {y - 4}h22\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 28:0.#}\" y=\"{y}\">{Markup.Escape(entry.Name)}</text>\n");
            x += length;
        }

        height = entries.Count == 0 ? 0 : y + 10;
        return svg.ToString();
    }
}
