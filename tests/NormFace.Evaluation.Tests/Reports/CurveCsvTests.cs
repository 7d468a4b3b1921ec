using System.Globalization;
using NormFace.Verification;
using Xunit;

namespace NormFace.Reports;

public class CurveCsvTests
{
    [Fact]
    public void A_ROC_reads_back_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        var points = RocCurve.Of(new ScoreSet(Draw(random, 300, 0.1), Draw(random, 1000, -0.1))).ToArray();

        var count = CurveCsv.WriteRoc(points, folder["roc.csv"]);
        CurveCsv.WriteDet(points, folder["det.csv"]);

        Assert.Equal(new CurvePoints(points.Length, points.Length), count);
        Assert.Equal("threshold,far,tar", File.ReadLines(folder["roc.csv"]).First());
        Assert.Equal("threshold,far,frr", File.ReadLines(folder["det.csv"]).First());
        Assert.StartsWith(
            "Infinity,0,0\n",
            File.ReadAllText(folder["roc.csv"])["threshold,far,tar\n".Length..],
            StringComparison.Ordinal);
        Assert.Equal(points, Read(folder["roc.csv"]).Select(row => new OperatingPoint(row[0], row[1], row[2])));
        Assert.Equal(points.Select(point => point.Frr), Read(folder["det.csv"]).Select(row => row[2]));
        Assert.DoesNotContain('\r', File.ReadAllText(folder["roc.csv"]));
    }

    [Fact]
    public void A_long_curve_is_thinned_by_the_stated_rule_and_the_numbers_are_told()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(2);
        var points = RocCurve.Of(new ScoreSet(Draw(random, 30_000, 0.5), Draw(random, 200_000, 0))).ToArray();

        var count = CurveCsv.WriteRoc(points, folder["roc.csv"], 1000);

        var written = Read(folder["roc.csv"]).Select(row => new OperatingPoint(row[0], row[1], row[2])).ToArray();
        Assert.Equal(new CurvePoints(written.Length, points.Length), count);
        Assert.InRange(written.Length, 10_000, points.Length / 3);
        Assert.Equal((points[0], points[^1]), (written[0], written[^1]));
        var kept = written.ToHashSet();
        var before = points[0];
        foreach (var point in points)
        {
            if (kept.Contains(point))
            {
                before = point;
                continue;
            }

            Assert.True(point.Tar - before.Tar < 1e-4);
            Assert.True(point.Far == before.Far || Math.Log10(point.Far) - Math.Log10(before.Far) < 1e-4 + 1e-12);
        }
    }

    [Fact]
    public void Histograms_and_match_curves_read_back()
    {
        using var folder = new TemporaryFolder();

        CurveCsv.WriteHistogram(
            new ScoreHistogram([-0.1, 0.1 + 0.2, 1e300], [3, long.MaxValue], [0, 7]), folder["histogram.csv"]);
        CurveCsv.WriteCumulativeMatch([1.0 / 3, 1], folder["cmc.csv"]);

        Assert.Equal(
            "low,high,genuine,impostor\n-0.1,0.30000000000000004,3,0\n"
                + "0.30000000000000004,1E+300,9223372036854775807,7\n",
            File.ReadAllText(folder["histogram.csv"]));
        Assert.Equal("rank,rate\n1,0.3333333333333333\n2,1\n", File.ReadAllText(folder["cmc.csv"]));
    }

    [Fact]
    public void What_is_no_number_is_refused_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("points[1]", Assert.Throws<ArgumentException>(
            () => CurveCsv.WriteRoc([new(1, 0, 0), new(0, double.NaN, 1)], folder["roc.csv"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CurveCsv.WriteCumulativeMatch([double.NaN], folder["cmc.csv"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CurveCsv.WriteRoc([], folder["roc.csv"], 1));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static double[] Draw(Random random, int count, double mean) =>
        [.. Enumerable.Range(0, count).Select(_ => mean + random.NextDouble() - random.NextDouble())];

    private static IEnumerable<double[]> Read(string path) =>
        File.ReadLines(path)
            .Skip(1)
            .Select(line =>
                line.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray());
}
