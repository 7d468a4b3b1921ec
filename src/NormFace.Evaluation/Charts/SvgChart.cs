using System.Globalization;
using System.Text;

namespace NormFace.Charts;

/// <summary>Lines and areas over two axes, drawn as SVG. Colours come from the style around it.</summary>
internal sealed class SvgChart(string title, ChartAxis across, ChartAxis up, int width = 500, int height = 300)
{
    private const int LeastLeft = 54;
    private const int TitleWidth = 26;   // of the upright title of the left axis, with the gaps around
    private const double LetterWidth = 7; // about, of the text beside an axis
    private const int LeastRight = 12;
    private const int Top = 10;
    private const int Bottom = 42;

    private readonly StringBuilder content = new();

    // Long numbers beside the left axis push it to the right.
    private readonly int left = Math.Max(
        LeastLeft,
        TitleWidth
            + (int)(
                LetterWidth * AxisTicks.Of(up)
                    .Select(tick => tick.Text.Length + tick.Power.Length)
                    .DefaultIfEmpty()
                    .Max()));

    // The last number below may stand under the right edge.
    private readonly int right = Math.Max(
        LeastRight,
        2
            + (int)(
                LetterWidth / 2 * AxisTicks.Of(across)
                    .Select(tick => tick.Text.Length + tick.Power.Length)
                    .LastOrDefault()));

    /// <summary>
    /// A line through points; what an axis cannot show parts it, and points less than half a pixel on are left out.
    /// </summary>
    public SvgChart Line(IEnumerable<ChartPoint> points, int series, bool isDashed = false)
    {
        var path = Path(points);
        if (path.Length > 0)
        {
            Write(
                $"<path class=\"curve s{series % ChartStyle.ColorCount}{(isDashed ? " dashed" : "")}\" d=\"{path}\"/>");
        }

        return this;
    }

    /// <summary>The area between points and the horizontal axis.</summary>
    public SvgChart Area(IReadOnlyList<ChartPoint> points, int series)
    {
        var color = series % ChartStyle.ColorCount;
        Write($"<path class=\"area s{color} f{color}\" ");
        Write($"d=\"{Path([new(points[0].X, up.Low), .. points, new(points[^1].X, up.Low)])}Z\"/>");
        return this;
    }

    /// <summary>A dot, with the bar through it where it has one.</summary>
    public SvgChart Dot(ChartDot dot, int series)
    {
        if (!across.CanShow(dot.At.X) || !up.CanShow(dot.At.Y))
        {
            return this;
        }

        var color = series % ChartStyle.ColorCount;
        var place = X(dot.At.X);
        if (dot.Bar is { } bar && up.CanShow(bar.Low) && up.CanShow(bar.High))
        {
            Write($"<path class=\"bar s{color}\" d=\"M{place:0.#} {Y(bar.Low):0.#}L{place:0.#} {Y(bar.High):0.#}");
            Write($"M{place - 4:0.#} {Y(bar.Low):0.#}h8M{place - 4:0.#} {Y(bar.High):0.#}h8\"/>");
        }

        if (dot.LevelBar is { } level && across.CanShow(level.Low) && across.CanShow(level.High))
        {
            var height = Y(dot.At.Y);
            Write($"<path class=\"bar s{color}\" d=\"M{X(level.Low):0.#} {height:0.#}H{X(level.High):0.#}");
            Write($"M{X(level.Low):0.#} {height - 4:0.#}v8M{X(level.High):0.#} {height - 4:0.#}v8\"/>");
        }

        Write($"<circle class=\"dot f{color}\" cx=\"{place:0.#}\" cy=\"{Y(dot.At.Y):0.#}\" ");
        Write($"r=\"4\"><title>{Markup.Escape(dot.Text)}</title></circle>");
        return this;
    }

    /// <summary>A dashed upright with a word beside it; none if the axis cannot show it.</summary>
    public SvgChart Mark(double x, string text)
    {
        if (!across.CanShow(x) || double.IsInfinity(x))
        {
            return this;
        }

        var place = X(x);
        var isRight = place > width - 110;
        Write($"<line class=\"mark\" x1=\"{place:0.#}\" y1=\"{Top}\" x2=\"{place:0.#}\" y2=\"{height - Bottom}\"/>");
        Write($"<text x=\"{place + (isRight ? -5 : 5):0.#}\" y=\"{Top + 12}\" ");
        Write($"text-anchor=\"{(isRight ? "end" : "start")}\">{Markup.Escape(text)}</text>");
        return this;
    }

    /// <summary>Frame, axes and what was drawn, without the element around it.</summary>
    public string Body()
    {
        var svg = new StringBuilder();
        WriteAcross(svg);
        foreach (var tick in AxisTicks.Of(up))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"gridline\" x1=\"{left}\" y1=\"{Y(tick.Value):0.#}\" x2=\"{width - right}\" "
                + $"y2=\"{Y(tick.Value):0.#}\"/>");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{left - 6}\" y=\"{Y(tick.Value) + 4:0.#}\" text-anchor=\"end\">{Text(tick)}</text>");
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"frame\" x=\"{left}\" y=\"{Top}\" width=\"{width - left - right}\" "
            + $"height=\"{height - Top - Bottom}\"/>");
        svg.Append(content);
        var middle = (Top + height - Bottom) / 2;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"13\" y=\"{middle}\" text-anchor=\"middle\" transform=\"rotate(-90 13 "
            + $"{middle})\">{Markup.Escape(up.Label)}</text>");
        return svg.ToString();
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Markup.Escape(title)}\">{Body()}</svg>");

    private void WriteAcross(StringBuilder svg)
    {
        foreach (var value in AxisTicks.Between(across))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"frame\" x1=\"{X(value):0.#}\" y1=\"{height - Bottom - 4}\" x2=\"{X(value):0.#}\" "
                + $"y2=\"{height - Bottom}\"/>");
        }

        var free = double.NegativeInfinity; // from where the next number may stand
        foreach (var tick in AxisTicks.Of(across))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"gridline\" x1=\"{X(tick.Value):0.#}\" y1=\"{Top}\" x2=\"{X(tick.Value):0.#}\" "
                + $"y2=\"{height - Bottom}\"/>");

            // A number that would run into the one before is left out; its line stays.
            var half = LetterWidth * (tick.Text.Length + tick.Power.Length) / 2;
            if (X(tick.Value) - half >= free)
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{X(tick.Value):0.#}\" y=\"{height - Bottom + 17}\" "
                    + $"text-anchor=\"middle\">{Text(tick)}</text>");
                free = X(tick.Value) + half;
            }
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{(left + width - right) / 2}\" y=\"{height - 6}\" "
            + $"text-anchor=\"middle\">{Markup.Escape(across.Label)}</text>");
    }

    private static string Text(AxisTick tick) => (tick.IsName ? Markup.Escape(tick.Text) : Typeset(tick.Text))
        + (tick.Power.Length == 0 ? "" : $"<tspan class=\"power\" dy=\"-0.45em\">{Typeset(tick.Power)}</tspan>");

    private static string Typeset(string number) => number.Replace('-', '−');

    private double X(double value) => left + (across.Share(value) * (width - left - right));

    private double Y(double value) => height - Bottom - (up.Share(value) * (height - Top - Bottom));

    private string Path(IEnumerable<ChartPoint> points)
    {
        var path = new SvgPath();
        foreach (var point in points)
        {
            if (across.CanShow(point.X) && up.CanShow(point.Y))
            {
                path.To(X(point.X), Y(point.Y));
            }
            else
            {
                path.Part();
            }
        }

        return path.ToString();
    }

    private void Write(FormattableString markup) => content.Append(markup.ToString(CultureInfo.InvariantCulture));
}
