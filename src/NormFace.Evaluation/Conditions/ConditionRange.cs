using System.Globalization;

namespace NormFace.Conditions;

/// <summary>What a bin holds.</summary>
/// <param name="Label">A name for readers.</param>
/// <param name="Low">Lowest value; −∞ for the first bin, NaN for a group.</param>
/// <param name="High">The value from which the next bin begins; ∞ for the last bin, NaN for a group.</param>
internal sealed record ConditionRange(string Label, double Low, double High)
{
    /// <summary>The bins between edges.</summary>
    /// <param name="edges">The edges, rising.</param>
    /// <param name="values">All values, which may all be whole numbers; NaN is passed over.</param>
    public static IReadOnlyList<ConditionRange> Between(IReadOnlyList<double> edges, IReadOnlyList<double> values)
    {
        if (edges.Count == 0)
        {
            return [new ConditionRange("all", double.NegativeInfinity, double.PositiveInfinity)];
        }

        var areWhole = values.Concat(edges).All(value => double.IsNaN(value) || value == Math.Floor(value));
        List<ConditionRange> ranges =
        [
            new ConditionRange(
                areWhole ? $"up to {Text(edges[0] - 1)}" : $"below {Text(edges[0])}",
                double.NegativeInfinity,
                edges[0]),
        ];
        for (var edge = 1; edge < edges.Count; edge++)
        {
            var (low, high) = (edges[edge - 1], edges[edge]);
            ranges.Add(new ConditionRange(
                !areWhole ? $"{Text(low)} to {Text(high)}"
                : low == high - 1 ? Text(low)
                : $"{Text(low)} to {Text(high - 1)}",
                low,
                high));
        }

        ranges.Add(new ConditionRange($"{Text(edges[^1])} and above", edges[^1], double.PositiveInfinity));
        return ranges;
    }

    /// <summary>The bins of groups.</summary>
    public static IReadOnlyList<ConditionRange> Of(IEnumerable<string> groups) =>
        [.. groups.Append("two groups").Select(group => new ConditionRange(group, double.NaN, double.NaN))];

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
