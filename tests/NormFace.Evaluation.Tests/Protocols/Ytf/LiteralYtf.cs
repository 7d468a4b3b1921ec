using NormFace.Embeddings;

namespace NormFace.Protocols.Ytf;

/// <summary>
/// What the machines of a fold see, computed frame by frame in float64 from the description of the protocol.
/// </summary>
internal static class LiteralYtf
{
    public sealed record Fold(
        double[] Means,
        double[] Gram,
        bool[] Genuine,
        double[] TestMeans,
        double[][] TestGram,
        bool[] TestGenuine,
        double NearestEdge);

    public static IEnumerable<Fold> Folds(FeatureSet set, YtfSplits splits, bool lessMean)
    {
        var frames = Enumerable.Range(0, set.Count).GroupBy(row => string.Join('/', set.Names[row].Split('/').Take(2)))
            .ToDictionary(
                video => video.Key,
                video => video.Select(row => set.Row(row).ToArray().Select(value => (double)value).ToArray())
                    .ToArray());

        foreach (var number in splits.Pairs.Select(pair => pair.Split).Distinct())
        {
            var training = splits.Pairs.Where(pair => pair.Split != number).ToArray();
            var tested = splits.Pairs.Where(pair => pair.Split == number).ToArray();
            var mean = Mean([
                .. training.SelectMany(pair => new[] { pair.First, pair.Second })
                .Distinct()
                .Select(video => Mean(frames[video]))]);
            double[] Cosines(YtfPair pair) =>
            [
                .. from a in frames[pair.First].Select(frame => Unit(frame, lessMean ? mean : new double[mean.Length]))
                   from b in frames[pair.Second].Select(frame => Unit(frame, lessMean ? mean : new double[mean.Length]))
                   select a.Zip(b, (x, y) => x * y).Sum(),
            ];

            var (trained, test) = (training.Select(Cosines).ToArray(), tested.Select(Cosines).ToArray());
            var (histograms, testHistograms) = (trained.Select(Histogram).ToArray(), test.Select(Histogram).ToArray());
            yield return new Fold(
                [.. trained.Select(cosines => cosines.Average())],
                [.. histograms.SelectMany(a => histograms.Select(b => a.Zip(b, Math.Min).Sum()))],
                [.. training.Select(pair => pair.IsSame)],
                [.. test.Select(cosines => cosines.Average())],
                [.. testHistograms.Select(a => histograms.Select(b => a.Zip(b, Math.Min).Sum()).ToArray())],
                [.. tested.Select(pair => pair.IsSame)],
                trained.Concat(test)
                    .SelectMany(cosines => cosines)
                    .Min(cosine => Math.Abs((cosine * 50) - Math.Round(cosine * 50)) / 50));
        }
    }

    private static double[] Mean(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Average(row => row[column]))];

    private static double[] Unit(double[] row, double[] mean)
    {
        double[] centred = [.. row.Zip(mean, (value, away) => value - away)];
        var length = Math.Sqrt(centred.Sum(value => value * value));
        return [.. centred.Select(value => value / length)];
    }

    private static double[] Histogram(double[] cosines) => [.. Enumerable.Range(0, 100).Select(bin =>
        cosines.Count(cosine =>
            cosine >= (bin - 50) / 50.0 && (cosine < (bin - 49) / 50.0 || bin == 99)) / (double)cosines.Length)];
}
