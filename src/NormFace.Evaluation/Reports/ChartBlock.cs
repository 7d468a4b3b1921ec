using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>Width of a chart on a page.</summary>
internal enum ChartSize
{
    /// <summary>Two beside each other.</summary>
    Half,

    /// <summary>Three beside each other.</summary>
    Third,

    /// <summary>The whole width.</summary>
    Full,
}

/// <summary>
/// A chart under a title. Charts of one size that follow each other stand side by side, below one legend where theirs
/// are equal.
/// </summary>
/// <param name="Title">Title above the chart.</param>
/// <param name="Chart">The chart.</param>
/// <param name="Size">Its width.</param>
internal sealed record ChartBlock(string Title, Chart Chart, ChartSize Size = ChartSize.Half) : ReportBlock
{
    /// <summary>A remark below; default: none.</summary>
    public string Note { get; init; } = "";
}
