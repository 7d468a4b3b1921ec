using System.Globalization;
using System.Text;

namespace NormFace.Reports;

/// <summary>Lines and areas over two axes, drawn as SVG. Colours come from the style of the page.</summary>
internal sealed class SvgChart(string title, ChartAxis across, ChartAxis up, int width = 500, int height = 300)
{
    private const int Left = 54;
    private const int Right = 12;
    private const int Top = 10;
    private const int Bottom = 42;

    private readonly StringBuilder content = new();

    /// <summary>A line through points; what an axis cannot show parts it, and points less than half a pixel on are left out.</summary>
    public SvgChart Line(IEnumerable<(double X, double Y)> points, int series, bool isDashed = false)
    {
        var path = Path(points);
        if (path.Length > 0)
        {
            Write($"<path class=\"curve s{series % ReportStyle.ColorCount}{(isDashed ? " dashed" : "")}\" d=\"{path}\"/>");
        }

        return this;
    }

    /// <summary>The area between points and the horizontal axis.</summary>
    public SvgChart Area(IReadOnlyList<(double X, double Y)> points, int series)
    {
        var color = series % ReportStyle.ColorCount;
        Write($"<path class=\"area s{color} f{color}\" d=\"{Path([(points[0].X, up.Low), .. points, (points[^1].X, up.Low)])}Z\"/>");
        return this;
    }

    /// <summary>A dashed upright with a word beside it.</summary>
    public SvgChart Mark(double x, string text)
    {
        var place = X(x);
        var isRight = place > width - 110;
        Write($"<line class=\"mark\" x1=\"{place:0.#}\" y1=\"{Top}\" x2=\"{place:0.#}\" y2=\"{height - Bottom}\"/>");
        Write($"<text x=\"{place + (isRight ? -5 : 5):0.#}\" y=\"{Top + 12}\" text-anchor=\"{(isRight ? "end" : "start")}\">{HtmlText.Escape(text)}</text>");
        return this;
    }

    public override string ToString()
    {
        var label = HtmlText.Escape(title);
        var svg = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{label}\">"));
        foreach (var (value, text) in across.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"gridline\" x1=\"{X(value):0.#}\" y1=\"{Top}\" x2=\"{X(value):0.#}\" y2=\"{height - Bottom}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(value):0.#}\" y=\"{height - Bottom + 17}\" text-anchor=\"middle\">{text}</text>");
        }

        foreach (var (value, text) in up.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"gridline\" x1=\"{Left}\" y1=\"{Y(value):0.#}\" x2=\"{width - Right}\" y2=\"{Y(value):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{text}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"frame\" x=\"{Left}\" y=\"{Top}\" width=\"{width - Left - Right}\" height=\"{height - Top - Bottom}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + width - Right) / 2}\" y=\"{height - 6}\" text-anchor=\"middle\">{HtmlText.Escape(across.Label)}</text>");
        var middle = (Top + height - Bottom) / 2;
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"13\" y=\"{middle}\" text-anchor=\"middle\" transform=\"rotate(-90 13 {middle})\">{HtmlText.Escape(up.Label)}</text>");
        return svg.Append(content).Append("</svg>").ToString();
    }

    private double X(double value) => Left + (across.Share(value) * (width - Left - Right));

    private double Y(double value) => height - Bottom - (up.Share(value) * (height - Top - Bottom));

    private string Path(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        var (lastX, lastY) = (double.NaN, double.NaN); // of the last point drawn
        (double X, double Y)? skipped = null;
        foreach (var (x, y) in points)
        {
            if (!across.CanShow(x) || !up.CanShow(y))
            {
                Flush();
                lastX = double.NaN;
                continue;
            }

            var (placeX, placeY) = (X(x), Y(y));
            if (Math.Abs(placeX - lastX) < 0.5 && Math.Abs(placeY - lastY) < 0.5)
            {
                skipped = (placeX, placeY);
                continue;
            }

            Flush();
            Append(placeX, placeY);
        }

        Flush();
        return path.ToString();

        void Flush()
        {
            if (skipped is { } place)
            {
                Append(place.X, place.Y);
            }
        }

        void Append(double placeX, double placeY)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(double.IsNaN(lastX) ? 'M' : 'L')}{placeX:0.#} {placeY:0.#}");
            (lastX, lastY, skipped) = (placeX, placeY, null);
        }
    }

    private void Write(FormattableString markup) => content.Append(markup.ToString(CultureInfo.InvariantCulture));
}
