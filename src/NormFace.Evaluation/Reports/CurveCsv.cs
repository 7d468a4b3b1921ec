using System.Globalization;
using System.Text;
using NormFace.Storage;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>How much of a curve a file holds.</summary>
/// <param name="Written">Points written.</param>
/// <param name="Total">Points of the curve.</param>
internal readonly record struct CurvePoints(long Written, long Total);

/// <summary>
/// Writes curves as CSV: a header line, full stops, commas, line feeds, and numbers that read back to the same bits.
/// </summary>
/// <remarks>
/// <para>
/// An infinite threshold is written as <c>Infinity</c>. Files appear whole or not at all; an existing one is replaced.
/// </para>
/// <para>
/// A curve of more points than the limit is thinned: the first and the last point are kept, and every point at which,
/// since the point kept before it, TAR has risen by 1/10,000, or FAR has risen by 1/10,000 of a decade or left 0. So
/// what is left out lies within 1/10,000 of a point in the file, in TAR and on the logarithmic axis of FAR, and what is
/// written is exact. The result tells the numbers.
/// </para>
/// </remarks>
internal static class CurveCsv
{
    /// <summary>Most points written by default: 100,000.</summary>
    public const int DefaultPointLimit = 100_000;

    private const double Resolution = 1e-4;

    /// <summary>Writes a ROC curve, with the columns <c>threshold,far,tar</c>.</summary>
    /// <param name="points">
    /// Operating points from the strictest to the most lenient, such as those of <see cref="RocCurve"/>; gone through
    /// twice.
    /// </param>
    /// <param name="path">Path of the file.</param>
    /// <param name="pointLimit">Longest curve that is written whole, at least 2.</param>
    /// <returns>How many points were written, of how many.</returns>
    /// <exception cref="ArgumentException">
    /// A point holds a NaN, or <paramref name="pointLimit"/> is below 2.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static CurvePoints WriteRoc(
        IEnumerable<OperatingPoint> points, string path, int pointLimit = DefaultPointLimit) =>
        WritePoints(points, path, pointLimit, "threshold,far,tar", point => point.Tar);

    /// <summary>Writes a DET curve, with the columns <c>threshold,far,frr</c>.</summary>
    /// <param name="points">Operating points from the strictest to the most lenient; gone through twice.</param>
    /// <param name="path">Path of the file.</param>
    /// <param name="pointLimit">Longest curve that is written whole, at least 2.</param>
    /// <returns>How many points were written, of how many.</returns>
    /// <exception cref="ArgumentException">
    /// A point holds a NaN, or <paramref name="pointLimit"/> is below 2.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static CurvePoints WriteDet(
        IEnumerable<OperatingPoint> points, string path, int pointLimit = DefaultPointLimit) =>
        WritePoints(points, path, pointLimit, "threshold,far,frr", point => point.Frr);

    /// <summary>Writes a histogram, a bin a line, with the columns <c>low,high,genuine,impostor</c>.</summary>
    /// <param name="histogram">The histogram.</param>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteHistogram(ScoreHistogram histogram, string path)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        WriteLines(path, "low,high,genuine,impostor", histogram.Genuine.Select((genuine, bin) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{histogram.Edges[bin]},{histogram.Edges[bin + 1]},{genuine},{histogram.Impostor[bin]}")));
    }

    /// <summary>Writes a cumulative match curve, a rank a line, with the columns <c>rank,rate</c>.</summary>
    /// <param name="rates">Rate at rank 1, 2 and so on; none NaN.</param>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="ArgumentException">A rate is NaN.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteCumulativeMatch(IReadOnlyList<double> rates, string path)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (rates.Any(double.IsNaN))
        {
            throw new ArgumentException("rates must be numbers, but one is NaN.", nameof(rates));
        }

        WriteLines(
            path,
            "rank,rate",
            rates.Select((rate, place) => string.Create(CultureInfo.InvariantCulture, $"{place + 1},{rate}")));
    }

    /// <summary>
    /// The curves of scores, each with the name of its file. Of a set too coarse for a histogram, one is given.
    /// </summary>
    public static IReadOnlyList<(string Name, Action<string> Write)> OfScores(
        ScoreSet scores, ScoreHistogram? histogram = null) =>
    [
        ("roc.csv", path => WriteRoc(RocCurve.Of(scores), path)),
        ("det.csv", path => WriteDet(RocCurve.Of(scores), path)),
        ("histogram.csv", path => WriteHistogram(histogram ?? ScoreHistogram.Of(scores), path)),
    ];

    /// <summary>The points that a thinned file holds.</summary>
    internal static IEnumerable<OperatingPoint> Thinned(IEnumerable<OperatingPoint> points)
    {
        OperatingPoint? kept = null;
        OperatingPoint? leftOut = null;
        foreach (var point in points)
        {
            if (kept is { } before && !IsApart(before, point))
            {
                leftOut = point;
                continue;
            }

            (kept, leftOut) = (point, null);
            yield return point;
        }

        if (leftOut is { } last)
        {
            yield return last;
        }
    }

    private static bool IsApart(OperatingPoint kept, OperatingPoint point) =>
        point.Tar - kept.Tar >= Resolution
            || (point.Far > kept.Far && (kept.Far == 0 || Math.Log10(point.Far / kept.Far) >= Resolution));

    private static CurvePoints WritePoints(
        IEnumerable<OperatingPoint> points, string path, int pointLimit, string header, Func<OperatingPoint,
        double> rate)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(pointLimit, 2);
        var (written, total) = (0L, 0L);
        foreach (var point in points)
        {
            total++;
            if (double.IsNaN(point.Threshold) || double.IsNaN(point.Far) || double.IsNaN(point.Tar))
            {
                throw new ArgumentException(FormattableString.Invariant($"points[{total - 1}] must hold numbers, ")
                    + FormattableString.Invariant($"but was {point}."), nameof(points));
            }
        }

        WriteLines(path, header, (total > pointLimit ? Thinned(points) : points).Select(point =>
        {
            written++;
            return string.Create(CultureInfo.InvariantCulture, $"{point.Threshold},{point.Far},{rate(point)}");
        }));
        return new CurvePoints(written, total);
    }

    private static void WriteLines(string path, string header, IEnumerable<string> lines) =>
        AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        { NewLine = "\n" };
        writer.WriteLine(header);
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    });
}
