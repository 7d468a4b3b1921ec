using ScottPlot;

namespace NormFace.Figures.Paper;

/// <summary>
/// A unit sphere seen from a direction, as a flat drawing that distinguishes the far side from the front.
/// </summary>
/// <param name="turn">Turn about the upright axis, in degrees.</param>
/// <param name="tilt">Tilt towards the viewer, in degrees.</param>
internal sealed class SphereView(double turn, double tilt)
{
    private readonly double turnCosine = Math.Cos(turn * Math.PI / 180);
    private readonly double turnSine = Math.Sin(turn * Math.PI / 180);
    private readonly double tiltCosine = Math.Cos(tilt * Math.PI / 180);
    private readonly double tiltSine = Math.Sin(tilt * Math.PI / 180);

    /// <summary>Place on the drawing, and how near the viewer: above 0 in front.</summary>
    public (double X, double Y, double Depth) Seen(double x, double y, double z)
    {
        var across = (turnCosine * x) - (turnSine * y);
        var away = (turnSine * x) + (turnCosine * y);
        return (across, (tiltCosine * z) + (tiltSine * away), (tiltSine * z) - (tiltCosine * away));
    }

    /// <summary>The same of a vector of three values.</summary>
    public (double X, double Y, double Depth) Seen(IReadOnlyList<double> vector) =>
        Seen(vector[0], vector[1], vector[2]);

    /// <summary>Draws outline, meridians and parallels.</summary>
    public void Draw(Plot plot)
    {
        PaperCanvas.WithoutAxes(plot, -1.18, 1.18, -1.18, 1.18);
        for (var angle = 0; angle < 180; angle += 30)
        {
            var (cosine, sine) = (Math.Cos(angle * Math.PI / 180), Math.Sin(angle * Math.PI / 180));
            Circle(plot, part => (Math.Cos(part) * cosine, Math.Cos(part) * sine, Math.Sin(part)));
        }

        for (var height = -60; height <= 60; height += 30)
        {
            var (radius, level) = (Math.Cos(height * Math.PI / 180), Math.Sin(height * Math.PI / 180));
            Circle(plot, part => (radius * Math.Cos(part), radius * Math.Sin(part), level));
        }

        PaperCanvas.Line(plot, Parts().Select(part => (Math.Cos(part), Math.Sin(part))), PlotLook.Ink.WithAlpha(0.6));
    }

    /// <summary>Dots of one class: full in front, pale behind.</summary>
    public void Dots(Plot plot, IEnumerable<IReadOnlyList<double>> vectors, Color color, float size, string name = "")
    {
        var seen = vectors.Select(vector => Seen(vector)).ToArray();
        PaperCanvas.Dots(
            plot,
            [.. seen.Where(point => point.Depth < 0).Select(point => (point.X, point.Y))],
            color.WithAlpha(0.18),
            size);
        PaperCanvas.Dots(
            plot,
            [.. seen.Where(point => point.Depth >= 0).Select(point => (point.X, point.Y))],
            color.WithAlpha(0.75),
            size,
            name);
    }

    // Only the near half of each line is drawn, so that the drawing stays light.
    private void Circle(Plot plot, Func<double, (double X, double Y, double Z)> at)
    {
        List<(double X, double Y)> run = [];
        foreach (var part in Parts())
        {
            var (x, y, z) = at(part);
            var seen = Seen(x, y, z);
            if (seen.Depth >= 0)
            {
                run.Add((seen.X, seen.Y));
            }
            else
            {
                Flush();
            }
        }

        Flush();

        void Flush()
        {
            if (run.Count > 1)
            {
                PaperCanvas.Line(plot, run, PaperCanvas.Faint, 1);
            }

            run.Clear();
        }
    }

    private static IEnumerable<double> Parts() => Enumerable.Range(0, 121).Select(index => 2 * Math.PI * index / 120);
}
