using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>A model's operating points, as ROC and DET charts show them.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Points">
/// Operating points from the strictest to the most lenient, first FAR 0, last FAR 1; gone through more than once.
/// </param>
/// <param name="GenuineCount">Number of genuine pairs, at least 1.</param>
/// <param name="ImpostorCount">Number of impostor pairs, at least 1.</param>
internal sealed record RocSeries(string Name, IEnumerable<OperatingPoint> Points, long GenuineCount, long ImpostorCount)
{
    /// <summary>Rates to mark on the curve, each with its interval as an upright bar; default: none.</summary>
    public IReadOnlyList<RateAt> Marked { get; init; } = [];

    /// <summary>All operating points of scores.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="scores">Its scores.</param>
    /// <returns>The series.</returns>
    public static RocSeries Of(string name, ScoreSet scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return new RocSeries(name, RocCurve.Of(scores), scores.GenuineCount, scores.ImpostorCount);
    }

    /// <summary>The power of ten from which a chart shows a rate: three pairs in so many, at most 0.1.</summary>
    internal static double LowestShown(long pairs) =>
        Math.Min(0.1, Math.Pow(10, Math.Ceiling(Math.Log10(3.0 / pairs) - 1e-9)));
}
