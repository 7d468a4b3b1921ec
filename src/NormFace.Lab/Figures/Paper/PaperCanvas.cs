using NormFace.Storage;
using ScottPlot;
using SkiaSharp;

namespace NormFace.Figures.Paper;

/// <summary>The look that the figures share, and how they become files.</summary>
internal static class PaperCanvas
{
    /// <summary>A colour for each of ten classes.</summary>
    public static readonly Color[] Classes =
    [
        .. new[]
        {
            "#4E79A7",
            "#F28E2B",
            "#59A14F",
            "#E15759",
            "#B07AA1",
            "#76B7B2",
            "#EDC948",
            "#FF9DA7",
            "#9C755F",
            "#7F7F7F",
        }.Select(hex => Color.FromHex(hex)),
    ];

    public static readonly Color Faint = Color.FromHex("#D9D6CF");

    private const double HaloPixels = 2;

    /// <summary>Draws panels side by side and writes them as PNG and as SVG.</summary>
    /// <param name="folder">Folder of the files.</param>
    /// <param name="name">Their name without an ending.</param>
    /// <param name="width">Pixels of a panel across.</param>
    /// <param name="height">Pixels of a panel down.</param>
    /// <param name="panels">What draws each panel.</param>
    public static void Write(string folder, string name, int width, int height, params Action<Plot>[] panels)
    {
        Fonts.Default = PlotLook.Font; // words take it when they are made, before a panel is styled
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
    public static void Dots(
        Plot plot, IReadOnlyList<(double X, double Y)> points, Color color, float size, string name = "")
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
    public static ScottPlot.Plottables.Scatter Line(
        Plot plot, IEnumerable<(double X, double Y)> points, Color color, float width = 1.5f, string name = "")
    {
        var line = plot.Add.ScatterLine(points.Select(point => new Coordinates(point.X, point.Y)).ToArray(), color);
        line.LineWidth = width;
        line.LegendText = name;
        return line;
    }

    /// <summary>A word at a place.</summary>
    public static void Word(
        Plot plot,
        string text,
        double x,
        double y,
        Color? color = null,
        float size = 15,
        ScottPlot.Alignment alignment = ScottPlot.Alignment.MiddleCenter)
    {
        var word = plot.Add.Text(text, x, y);
        word.LabelFontColor = color ?? PlotLook.Ink;
        word.LabelFontSize = size;
        word.LabelAlignment = alignment;
    }

    /// <summary>
    /// A word beside a place, so many pixels to the right and down, with a white halo: it can be read on dots.
    /// </summary>
    public static void Label(
        Plot plot, string text, double x, double y, (double Right, double Down) pixels, float size = 18)
    {
        for (var turn = 0; turn <= 12; turn++)
        {
            // Neither SVG nor the plot knows halos: white copies in a ring do it, the word itself comes last.
            var isHalo = turn < 12;
            var angle = turn * Math.PI / 6;
            var word = plot.Add.Text(text, x, y);
            word.LabelFontColor = isHalo ? Colors.White : PlotLook.Ink;
            word.LabelFontSize = size;
            word.LabelAlignment = ScottPlot.Alignment.MiddleCenter;
            word.OffsetX = (float)(pixels.Right + (isHalo ? HaloPixels * Math.Cos(angle) : 0));
            word.OffsetY = (float)(pixels.Down + (isHalo ? HaloPixels * Math.Sin(angle) : 0));
        }
    }

    /// <summary>An entry of a legend: opaque and larger than the dots, whose colours could not be told apart.</summary>
    public static LegendItem Entry(
        string text, Color color, MarkerShape shape = MarkerShape.FilledCircle, float size = 9) =>
        new()
        {
            LabelText = text,
            MarkerShape = shape,
            MarkerSize = size,
            MarkerColor = color,
        };

    /// <summary>Ticks at some values only, without small ones between.</summary>
    public static ScottPlot.TickGenerators.NumericManual Ticks(params (double At, string Text)[] ticks)
    {
        var generator = new ScottPlot.TickGenerators.NumericManual();
        foreach (var (at, text) in ticks)
        {
            generator.AddMajor(at, text);
        }

        return generator;
    }

    /// <summary>Draws a table as coloured cells, its first row on top.</summary>
    /// <remarks>
    /// Each cell becomes a block of equal pixels: a browser smooths a bitmap that it enlarges, and would blur small
    /// cells into each other.
    /// </remarks>
    public static ScottPlot.Plottables.Heatmap Cells(
        Plot plot, double[,] values, CoordinateRect extent, IColormap colours, int block)
    {
        var pixels = new double[values.GetLength(0) * block, values.GetLength(1) * block];
        for (var row = 0; row < pixels.GetLength(0); row++)
        {
            for (var column = 0; column < pixels.GetLength(1); column++)
            {
                pixels[row, column] = values[row / block, column / block];
            }
        }

        var cells = plot.Add.Heatmap(pixels);
        cells.Extent = extent;
        cells.Colormap = colours;
        return cells;
    }

    /// <summary>A bar that says what the colours of a table mean.</summary>
    public static void ColourBar(
        Plot plot, ScottPlot.Plottables.Heatmap cells, string label, params (double At, string Text)[] ticks)
    {
        var bar = plot.Add.ColorBar(cells);
        bar.Label = label;
        bar.LabelStyle.FontSize = 14;
        bar.LabelStyle.Bold = false;
        bar.LabelStyle.OffsetX = -16; // off the panel's edge, to which it clings
        bar.MinimumSize = 104;
        bar.Axis.TickGenerator = Ticks(ticks);
    }

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
