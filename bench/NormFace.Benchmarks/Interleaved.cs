using System.Diagnostics;

namespace NormFace.Benchmarks;

/// <summary>Times two actions turn by turn in one process, so that whatever else the machine does meets both.</summary>
internal static class Interleaved
{
    /// <summary>Median times of both actions and the median of the ratios of neighbouring turns.</summary>
    public static Comparison Run(Action first, Action second, int turns, int warmUps = 3)
    {
        for (var warmUp = 0; warmUp < warmUps; warmUp++)
        {
            first();
            second();
        }

        var pairs = new List<(double First, double Second)>();

        for (var turn = 0; turn < turns; turn++)
        {
            // The order changes from turn to turn: neither always finds the other's leavings in the cache.
            var isFirstFirst = turn % 2 == 0;
            var a = isFirstFirst ? Seconds(first) : 0;
            var b = Seconds(second);
            pairs.Add((isFirstFirst ? a : Seconds(first), b));
        }

        return new Comparison(
            Median(pairs.Select(pair => pair.First)),
            Median(pairs.Select(pair => pair.Second)),
            Median(pairs.Select(pair => pair.First / pair.Second)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Median seconds of both, and the median of first over second.</summary>
    internal readonly record struct Comparison(double First, double Second, double Ratio);
}
