namespace NormFace.Charts;

/// <summary>A place in a chart.</summary>
/// <param name="X">Value along the horizontal axis.</param>
/// <param name="Y">Value along the vertical axis.</param>
internal readonly record struct ChartPoint(double X, double Y);

/// <summary>A range of values above a place, such as a confidence interval.</summary>
/// <param name="X">Value along the horizontal axis.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct ChartRange(double X, double Low, double High);

/// <summary>A dot that stands out, such as an operating point.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Text">Tooltip.</param>
internal sealed record ChartDot(ChartPoint At, string Text)
{
    /// <summary>An upright bar through the dot, such as its confidence interval; default: none.</summary>
    public ChartRange? Bar { get; init; }

    /// <summary>A level bar through the dot, between two values of the horizontal axis; default: none.</summary>
    public (double Low, double High)? LevelBar { get; init; }
}

/// <summary>A line of a chart with what belongs to it.</summary>
/// <param name="Name">Name in the legend; of the empty name there is no entry.</param>
/// <param name="Points">
/// Points of the line, in order; may be empty. A value that its axis cannot show (NaN; 0 on a logarithmic axis) parts
/// the line.
/// </param>
internal sealed record ChartSeries(string Name, IEnumerable<ChartPoint> Points)
{
    /// <summary>Number of the colour, at least 0; there are seven and they repeat.</summary>
    public int Color { get; init; }

    /// <summary>Whether the line is dashed.</summary>
    public bool IsDashed { get; init; }

    /// <summary>Dots on the line; default: none.</summary>
    public IReadOnlyList<ChartDot> Dots { get; init; } = [];
}
