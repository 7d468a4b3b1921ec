using System.Globalization;
using NormFace.Embeddings;
using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>Every pair scored by itself in scalar arithmetic, kept and sorted.</summary>
internal static class LiteralAllPairs
{
    public static List<(RowPair Pair, bool IsGenuine)> Pairs(FeatureSet set)
    {
        var rows = Enumerable.Range(0, set.Count).Select(row => Unit(set.Row(row))).ToArray();
        List<(RowPair, bool)> pairs = [];
        for (var first = 0; first < set.Count; first++)
        {
            for (var second = first + 1; second < set.Count; second++)
            {
                pairs.Add((
                    new RowPair(first, second, Score(rows[first], rows[second])),
                    set.Labels[first] == set.Labels[second]));
            }
        }

        return pairs;
    }

    public static ScoreSet Sorted(List<(RowPair Pair, bool IsGenuine)> pairs) => new(
        pairs.Where(pair => pair.IsGenuine).Select(pair => (double)pair.Pair.Score).ToArray(),
        pairs.Where(pair => !pair.IsGenuine).Select(pair => (double)pair.Pair.Score).ToArray());

    public static float Score(float[] first, float[] second)
    {
        var sum = 0f;
        for (var index = 0; index < first.Length; index++)
        {
            sum = MathF.FusedMultiplyAdd(first[index], second[index], sum);
        }

        return sum + 0f;
    }

    public static float[] Unit(ReadOnlySpan<float> row)
    {
        var square = 0.0;
        foreach (var value in row)
        {
            square += (double)value * value;
        }

        var factor = 1 / Math.Sqrt(square);
        var unit = new float[row.Length];
        for (var index = 0; index < row.Length; index++)
        {
            unit[index] = (float)(row[index] * factor);
        }

        return unit;
    }

    /// <summary>
    /// Rows about the centre of their identity; drawn from few different vectors when many ties are wanted.
    /// </summary>
    public static FeatureSet Draw(
        int seed, int count, int size, int identityCount, double spread = 0.8, int? distinct = null)
    {
        var random = new Random(seed);
        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var centres = Enumerable.Range(0, identityCount)
            .Select(_ => Enumerable.Range(0, size).Select(_ => Normal()).ToArray())
            .ToArray();
        var vectors = Enumerable.Range(0, distinct ?? 0)
            .Select(_ => Enumerable.Range(0, size).Select(_ => (float)Normal()).ToArray())
            .ToArray();
        var values = new List<float>();
        var names = new List<string>();
        for (var row = 0; row < count; row++)
        {
            var identity = row < identityCount
                ? row
                : random.Next(identityCount) * random.Next(identityCount) / identityCount;
            values.AddRange(distinct is { } few
                ? vectors[random.Next(4) == 0 ? random.Next(few) : identity % few]
                : centres[identity].Select(value => (float)(value + (spread * Normal()))));
            names.Add(string.Create(CultureInfo.InvariantCulture, $"P{identity}/P{identity}_{row}.jpg"));
        }

        return new FeatureSet([.. values], names);
    }
}
