using NormFace.Storage;
using ScottPlot;
using SkiaSharp;

namespace NormFace.Cli.Figures.Paper;

/// <summary>The look that the figures share, and how they become files.</summary>
internal static class PaperCanvas
{
    /// <summary>A colour for each of ten classes.</summary>
    public static readonly Color[] Classes =
    [
        .. new[] { "#4E79A7", "#F28E2B", "#59A14F", "#E15759", "#B07AA1", "#76B7B2", "#EDC948", "#FF9DA7", "#9C755F", "#7F7F7F" }.Select(hex => Color.FromHex(hex)),
    ];

    public static readonly Color Faint = Color.FromHex("#D9D6CF");

    /// <summary>Draws panels side by side and writes them as PNG and as SVG.</summary>
    /// <param name="folder">Folder of the files.</param>
    /// <param name="name">Their name without an ending.</param>
    /// <param name="width">Pixels of a panel across.</param>
    /// <param name="height">Pixels of a panel down.</param>
    /// <param name="panels">What draws each panel.</param>
    public static void Write(string folder, string name, int width, int height, params Action<Plot>[] panels)
    {
        var figure = new Multiplot { Layout = new ScottPlot.MultiplotLayouts.Grid(1, panels.Length) };
        figure.AddPlots(panels.Length);
        for (var index = 0; index < panels.Length; index++)
        {
            var plot = figure.Subplots.GetPlot(index);
            panels[index](plot);
            Style(plot);
        }

        var whole = new PixelRect(0, width * panels.Length, height, 0);
        var png = figure.Render(width * panels.Length, height).GetImageBytes(ImageFormat.Png);
        AtomicFile.Write(Path.Combine(folder, name + ".png"), stream => stream.Write(png));
        AtomicFile.Write(Path.Combine(folder, name + ".svg"), stream =>
        {
            using var canvas = SKSvgCanvas.Create(SKRect.Create(whole.Width, whole.Height), stream);
            figure.Render(canvas, whole);
        });
    }

    /// <summary>A panel without axes, as wide as it is high, for drawings in which directions count.</summary>
    public static void WithoutAxes(Plot plot, double left, double right, double bottom, double top)
    {
        plot.Layout.Frameless();
        plot.HideGrid();
        Square(plot, left, right, bottom, top);
    }

    /// <summary>Equal units along both axes.</summary>
    public static void Square(Plot plot, double left, double right, double bottom, double top)
    {
        plot.Axes.Rules.Clear();
        plot.Axes.Rules.Add(new ScottPlot.AxisRules.SquareZoomOut(plot.Axes.Bottom, plot.Axes.Left));
        plot.Axes.SetLimits(left, right, bottom, top);
    }

    /// <summary>Dots of one class.</summary>
    public static void Dots(Plot plot, IReadOnlyList<(double X, double Y)> points, Color color, float size, string name = "")
    {
        if (points.Count == 0)
        {
            return;
        }

        var dots = plot.Add.ScatterPoints(points.Select(point => new Coordinates(point.X, point.Y)).ToArray(), color);
        dots.MarkerSize = size;
        dots.LegendText = name;
    }

    /// <summary>A line through points.</summary>
    public static ScottPlot.Plottables.Scatter Line(Plot plot, IEnumerable<(double X, double Y)> points, Color color, float width = 1.5f, string name = "")
    {
        var line = plot.Add.ScatterLine(points.Select(point => new Coordinates(point.X, point.Y)).ToArray(), color);
        line.LineWidth = width;
        line.LegendText = name;
        return line;
    }

    /// <summary>A word at a place.</summary>
    public static ScottPlot.Plottables.Text Word(
        Plot plot, string text, double x, double y, Color? color = null, float size = 15, ScottPlot.Alignment alignment = ScottPlot.Alignment.MiddleCenter)
    {
        var word = plot.Add.Text(text, x, y);
        word.LabelFontName = PlotLook.Font;
        word.LabelFontColor = color ?? PlotLook.Ink;
        word.LabelFontSize = size;
        word.LabelAlignment = alignment;
        return word;
    }

    /// <summary>A word beside a mark, legible on whatever lies there.</summary>
    public static void Label(Plot plot, string text, double x, double y)
    {
        var word = Word(plot, text, x, y, size: 16);
        (word.OffsetX, word.OffsetY) = (15, -15);
        word.LabelBackgroundColor = Colors.White.WithAlpha(0.75);
        word.LabelPadding = 2;
    }

    /// <summary>Cells as an area of colours, each drawn as many dots: a picture of few dots would be blurred where a page enlarges it.</summary>
    public static ScottPlot.Plottables.Heatmap Cells(Plot plot, double[,] cells, int tall, int wide, CoordinateRect area)
    {
        var dots = new double[cells.GetLength(0) * tall, cells.GetLength(1) * wide];
        for (var row = 0; row < dots.GetLength(0); row++)
        {
            for (var column = 0; column < dots.GetLength(1); column++)
            {
                dots[row, column] = cells[row / tall, column / wide];
            }
        }

        var heat = plot.Add.Heatmap(dots);
        heat.Colormap = new ScottPlot.Colormaps.Viridis();
        heat.Extent = area;
        return heat;
    }

    /// <summary>Numbers at these places of an axis, and no others.</summary>
    public static void Ticks(IAxis axis, params double[] places) =>
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(places, [.. places.Select(place => place.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture))]);

    private static void Style(Plot plot)
    {
        PlotLook.Apply(plot);
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.MinimumSize = 24; // room for the last number below
        plot.Axes.Top.MinimumSize = 12;
        plot.Grid.MajorLineColor = Color.FromHex("#ECEAE4");
    }
}
