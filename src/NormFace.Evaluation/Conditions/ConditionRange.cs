using System.Globalization;

namespace NormFace.Conditions;

/// <summary>What a bin holds.</summary>
/// <param name="Label">A name for readers.</param>
/// <param name="Low">Lowest value; −∞ for the first bin, NaN for a group.</param>
/// <param name="High">The value from which the next bin begins; ∞ for the last bin, NaN for a group.</param>
internal sealed record ConditionRange(string Label, double Low, double High)
{
    /// <summary>The bins between edges.</summary>
    public static IReadOnlyList<ConditionRange> Between(IReadOnlyList<double> edges)
    {
        if (edges.Count == 0)
        {
            return [new ConditionRange("all", double.NegativeInfinity, double.PositiveInfinity)];
        }

        List<ConditionRange> ranges =
            [new ConditionRange($"below {Text(edges[0])}", double.NegativeInfinity, edges[0])];
        for (var edge = 1; edge < edges.Count; edge++)
        {
            ranges.Add(
                new ConditionRange($"{Text(edges[edge - 1])} to {Text(edges[edge])}", edges[edge - 1], edges[edge]));
        }

        ranges.Add(new ConditionRange($"{Text(edges[^1])} and above", edges[^1], double.PositiveInfinity));
        return ranges;
    }

    /// <summary>The bins of groups.</summary>
    public static IReadOnlyList<ConditionRange> Of(IEnumerable<string> groups) =>
        [.. groups.Append("two groups").Select(group => new ConditionRange(group, double.NaN, double.NaN))];

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
