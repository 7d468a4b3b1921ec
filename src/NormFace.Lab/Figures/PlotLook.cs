using ScottPlot;

namespace NormFace.Figures;

/// <summary>The look that all our plots share.</summary>
public static class PlotLook
{
    /// <summary>The font of all words: what a bare Linux has; elsewhere the default of the system stands in.</summary>
    public const string Font = "DejaVu Sans";

    /// <summary>Ink of axes and words.</summary>
    public static readonly Color Ink = Color.FromHex("#2B2F36");

    /// <summary>Sets fonts, colours and the legend.</summary>
    /// <param name="plot">The plot.</param>
    public static void Apply(Plot plot)
    {
        plot.Font.Set(Font);
        plot.Legend.FontName = Font;
        plot.Axes.Title.Label.FontSize = 17;
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.FontSize = 14;
        plot.Axes.Bottom.Label.FontSize = 14;
        plot.Axes.Color(Ink);
        plot.Legend.FontSize = 14;
        plot.Legend.OutlineColor = Colors.Transparent;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.8);
        foreach (var ticks in new[]
            {
                plot.Axes.Left.TickGenerator,
                plot.Axes.Bottom.TickGenerator,
            }.OfType<ScottPlot.TickGenerators.NumericAutomatic>())
        {
            ticks.TickDensity = 0.6;
        }
    }
}
