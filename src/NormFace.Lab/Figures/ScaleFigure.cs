using NormFace.Experiments;
using NormFace.Theory;
using ScottPlot;

namespace NormFace.Figures;

/// <summary>
/// Loss against steps for several scales, each with its floor; beside it the floor against the scale.
/// </summary>
internal static class ScaleFigure
{
    private static readonly string[] Colors = ["#4477AA", "#EE6677", "#228833", "#AA3377", "#CCBB44"];

    /// <summary>Draws the figure as PNG.</summary>
    public static void Write(string path, IReadOnlyList<ScaleDemoRun> runs)
    {
        var figure = new Multiplot();
        figure.AddPlots(2);
        figure.Layout = new ScottPlot.MultiplotLayouts.Grid(1, 2);
        DrawTraining(figure.Subplots.GetPlot(0), runs);
        DrawBound(figure.Subplots.GetPlot(1));
        figure.SavePng(path, 1400, 560);
    }

    private static void DrawTraining(Plot plot, IReadOnlyList<ScaleDemoRun> runs)
    {
        for (var index = 0; index < runs.Count; index++)
        {
            var (name, run) = runs[index];
            var color = Color.FromHex(Colors[index]);
            var steps = Enumerable.Range(0, run.Points.Count).Select(step => (double)step).ToArray();
            var losses = plot.Add.ScatterLine(steps, run.Points.Select(point => Math.Log10(point.Loss)).ToArray());
            losses.Color = color;
            losses.LineWidth = 2.5f;
            losses.LegendText = name;

            var floors = plot.Add.ScatterLine(
                steps, run.Points.Select(point => Math.Log10(point.Floor!.Value)).ToArray());
            floors.Color = color;
            floors.LinePattern = LinePattern.Dashed;
            floors.LineWidth = 1.5f;
        }

        Label(plot, "Training stops at the floor of its scale", "step", "loss (dashed: its floor), nats");
        plot.ShowLegend(ScottPlot.Alignment.MiddleRight); // the one place no curve passes
        LogarithmicLeftAxis(plot, -5, 1);
    }

    private static void DrawBound(Plot plot)
    {
        var scales = Generate.Range(0, 20, 0.1);
        int[] counts = [10, 100, 1000, 10_000, 100_000];

        for (var index = 0; index < counts.Length; index++)
        {
            var line = plot.Add.ScatterLine(
                scales, scales.Select(scale => SoftmaxBound.At(counts[index], scale)).ToArray());
            line.Color = Color.FromHex(Colors[index]);
            line.LineWidth = 2.5f;
            line.LegendText = FormattableString.Invariant($"{counts[index]} classes");
        }

        Label(
            plot, "The floor falls with the scale and rises with the classes", "scale s", "lowest possible loss, nats");
        plot.ShowLegend(ScottPlot.Alignment.UpperRight);
        plot.Axes.SetLimits(0, 20, 0, 12);
    }

    private static void Label(Plot plot, string title, string horizontal, string vertical)
    {
        plot.Title(title);
        plot.XLabel(horizontal);
        plot.YLabel(vertical);
        plot.Axes.Title.Label.FontSize = 18;
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Legend.FontSize = 15;
    }

    private static void LogarithmicLeftAxis(Plot plot, int lowestPower, int highestPower)
    {
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (var power = lowestPower; power <= highestPower; power++)
        {
            ticks.AddMajor(
                power, Math.Pow(10, power).ToString("0.#####", System.Globalization.CultureInfo.InvariantCulture));
        }

        plot.Axes.Left.TickGenerator = ticks;
        plot.Axes.SetLimitsY(lowestPower, highestPower);
    }
}
