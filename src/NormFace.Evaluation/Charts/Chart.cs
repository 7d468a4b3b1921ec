namespace NormFace.Charts;

/// <summary>An upright line through a chart, such as a threshold.</summary>
/// <param name="X">Where it stands; one that the axis cannot show or that is infinite is left out.</param>
/// <param name="Text">A word beside it.</param>
internal sealed record ChartMark(double X, string Text);

/// <summary>A drawing as data: what is drawn, not how.</summary>
/// <param name="Title">Title, read out where the drawing cannot be seen.</param>
internal abstract record Chart(string Title)
{
    /// <summary>Uprights; default: none.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>Names with their colours, for a legend.</summary>
    internal abstract IReadOnlyList<LegendEntry> Legend { get; }
}

/// <summary>A name of a legend.</summary>
internal readonly record struct LegendEntry(string Name, int Color, bool IsDashed = false);
