using NormFace.Figures;
using NormFace.Logs;
using NormFace.Storage;
using ScottPlot;

namespace NormFace.Cli.Figures;

/// <summary>
/// The curves of a training run as a picture: loss and its floor, cosines, scale, error rate, learning rate, speed.
/// </summary>
internal static class CurvesFigure
{
    private const int PanelWidth = 640;
    private const int PanelHeight = 400;

    private static readonly Color Blue = Color.FromHex("#0072B2");
    private static readonly Color Orange = Color.FromHex("#D55E00");
    private static readonly Color Green = Color.FromHex("#009E73");

    /// <summary>Draws the figure as PNG; a figure that was never measured has no panel.</summary>
    /// <param name="path">Path of the picture.</param>
    /// <param name="points">Points of the log in the order of their steps, at least one.</param>
    public static void Write(string path, IReadOnlyList<TrainingPoint> points)
    {
        List<Action<Plot>> panels = [plot => DrawLoss(plot, points)];
        AddPanel(
            panels,
            points,
            "Cosines",
            "cosine",
            ("own agent", Green, point => point.OwnCosine),
            ("hardest other agent", Orange, point => point.HardestCosine));
        AddPanel(panels, points, "Scale", "scale s", ("scale", Blue, point => point.Scale));
        AddPanel(
            panels, points, "Equal error rate on held-out identities", "EER, %",
            ("EER", Orange, point => 100 * point.EqualErrorRate));
        AddPanel(
            panels, points, "True accept rate on held-out identities", "TAR, %",
            ("TAR", Green, point => 100 * point.TrueAcceptRate));
        AddPanel(
            panels, points, "Learning rate", "learning rate", ("learning rate", Blue, point => point.LearningRate));
        AddPanel(panels, points, "Speed", "pictures a second", ("speed", Green, point => point.ImagesPerSecond));

        var columns = Math.Min(panels.Count, 2);
        var rows = (panels.Count + columns - 1) / columns;
        var figure = new Multiplot { Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns) };
        figure.AddPlots(panels.Count);
        for (var index = 0; index < panels.Count; index++)
        {
            var plot = figure.Subplots.GetPlot(index);
            panels[index](plot);
            plot.Axes.AutoScale();
            plot.Axes.SetLimitsX(0, 1.03 * Math.Max(points[^1].Step, 1)); // the same steps in every panel
        }

        var bytes = figure.Render(columns * PanelWidth, rows * PanelHeight).GetImageBytes(ImageFormat.Png);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static void DrawLoss(Plot plot, IReadOnlyList<TrainingPoint> points)
    {
        Add(plot, "loss", Blue, Logarithms(points, point => point.Loss));
        var floor = Logarithms(points, point => point.Floor);
        if (floor.Length > 0)
        {
            Add(plot, "floor", PlotLook.Ink, floor).LinePattern = LinePattern.Dashed;
        }

        var lost = points.Count(point => !double.IsFinite(point.Loss)); // nowhere to draw them, but they must show
        var title = lost == 0
            ? "Loss and its floor"
            : FormattableString.Invariant($"Loss and its floor; not finite at {lost} points");
        Style(plot, title, "nats", hasLegend: floor.Length > 0);
        LabelPowers(plot);
    }

    private static void AddPanel(
        List<Action<Plot>> panels,
        IReadOnlyList<TrainingPoint> points,
        string title,
        string label,
        params (string Name, Color Color, Func<TrainingPoint, double?> Figure)[] lines)
    {
        var measured = lines.Where(line => points.Any(point => IsMeasured(line.Figure(point)))).ToArray();
        if (measured.Length == 0)
        {
            return;
        }

        panels.Add(plot =>
        {
            foreach (var (name, color, figure) in measured)
            {
                Add(
                    plot,
                    name,
                    color,
                    [.. points.Where(point => IsMeasured(figure(point))).Select(
                        point => new Coordinates(point.Step, figure(point)!.Value))]);
            }

            Style(plot, title, label, hasLegend: measured.Length > 1);
        });
    }

    private static bool IsMeasured(double? value) => value is { } number && double.IsFinite(number);

    private static Coordinates[] Logarithms(IReadOnlyList<TrainingPoint> points, Func<TrainingPoint, double?> figure) =>
        [.. points.Where(point => IsMeasured(figure(point)) && figure(point) > 0).Select(
            point => new Coordinates(point.Step, Math.Log10(figure(point)!.Value)))];

    private static ScottPlot.Plottables.Scatter Add(Plot plot, string name, Color color, Coordinates[] points)
    {
        var line = plot.Add.ScatterLine(points, color);
        line.LineWidth = 2.2f;
        line.LegendText = name;
        line.MarkerSize = points.Length == 1 ? 8 : 0; // a single point would leave no line
        return line;
    }

    private static void Style(Plot plot, string title, string label, bool hasLegend)
    {
        plot.Title(title);
        plot.XLabel("step");
        plot.YLabel(label);
        PlotLook.Apply(plot);
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Grid.MajorLineColor = Color.FromHex("#E6E4DE");
        if (hasLegend)
        {
            plot.Axes.Margins(left: 0, right: 0, bottom: 0.05, top: 0.22); // the legend stands above the curves
            plot.ShowLegend(ScottPlot.Alignment.UpperRight, Orientation.Horizontal);
        }
        else
        {
            plot.HideLegend();
        }
    }

    // The values are logarithms; the axis names the powers of ten, and 2 and 5 times them where there are few.
    private static void LabelPowers(Plot plot)
    {
        plot.Axes.AutoScale();
        var limits = plot.Axes.GetLimits();
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        var factors = limits.Top - limits.Bottom < 2.5 ? new[] { 1, 2, 5 } : [1];
        for (var power = Math.Floor(limits.Bottom); power <= Math.Ceiling(limits.Top); power++)
        {
            foreach (var factor in factors)
            {
                var value = factor * Math.Pow(10, power);
                ticks.AddMajor(
                    Math.Log10(value), value.ToString("0.#######", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        plot.Axes.Left.TickGenerator = ticks;
    }
}
