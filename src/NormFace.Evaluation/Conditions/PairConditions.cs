namespace NormFace.Conditions;

/// <summary>The conditions of pairs that the columns of a table give.</summary>
/// <param name="All">The conditions; the first has one bin, of all pairs.</param>
/// <param name="LeftOut">Columns without a condition, each with the reason.</param>
internal sealed record PairConditions(IReadOnlyList<PairCondition> All, IReadOnlyList<string> LeftOut)
{
    private const int MostGroups = 20;
    private const long MostValues = 1_000_000; // of genuine pairs that edges are chosen by

    /// <summary>Chooses bins.</summary>
    /// <param name="columns">The columns, for the pictures of the evaluation.</param>
    /// <param name="pictureCount">Number of pictures.</param>
    /// <param name="genuineCount">Number of genuine pairs.</param>
    /// <param name="genuine">The genuine pairs, as pictures; gone through several times.</param>
    /// <param name="bins">Bins of a column of numbers, at least 2.</param>
    public static PairConditions Of(
        IReadOnlyList<ConditionColumn> columns,
        int pictureCount,
        long genuineCount,
        IEnumerable<(int First, int Second)> genuine,
        int bins)
    {
        List<PairCondition> all = [new LevelCondition("", PairRule.Smaller, new double[pictureCount], [])];
        List<string> leftOut = [];
        var stride = Math.Max(1, (genuineCount + MostValues - 1) / MostValues);
        foreach (var column in columns)
        {
            if (WhyNot(column) is { } reason)
            {
                leftOut.Add($"{column.Name}: {reason}");
                continue;
            }

            foreach (var rule in column.Rules)
            {
                if (rule == PairRule.Group)
                {
                    string[] names = [.. column.Groups.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
                    all.Add(new GroupCondition(column.Name, column.Groups, names));
                    continue;
                }

                double[] values = [.. genuine.Where((_, place) => place % stride == 0)
                    .Select(pair => Value(rule, column.Numbers[pair.First], column.Numbers[pair.Second]))
                    .Where(value => !double.IsNaN(value))];
                var edges = ConditionEdges.Of(values, bins);
                if (edges.Length == 0)
                {
                    leftOut.Add($"{column.Name} ({PairRules.Word(rule)}): {(values.Length == 0
                        ? "it is known of no genuine pair" : "it is the same for nearly all genuine pairs")}");
                    continue;
                }

                all.Add(rule == PairRule.Difference
                    ? new DifferenceCondition(column.Name, column.Numbers, edges)
                    : new LevelCondition(column.Name, rule, column.Numbers, edges));
            }
        }

        return new PairConditions(all, leftOut);
    }

    private static double Value(PairRule rule, double first, double second) => rule switch
    {
        PairRule.Smaller => Math.Min(first, second),
        PairRule.Larger => Math.Max(first, second),
        PairRule.Magnitude => Math.Max(Math.Abs(first), Math.Abs(second)),
        _ => Math.Abs(first - second),
    };

    private static string? WhyNot(ConditionColumn column)
    {
        if (column.IsGroups)
        {
            return column.Groups.OfType<string>().Distinct().Count() switch
            {
                0 => "it is known of no picture",
                1 => "all pictures are of one group",
                > MostGroups and var count => FormattableString.Invariant(
                    $"{count:N0} different texts are more than {MostGroups} groups"),
                _ => null,
            };
        }

        double[] known = [.. column.Numbers.Where(number => !double.IsNaN(number)).Distinct().Take(2)];
        return known.Length switch
        {
            0 => "it is known of no picture",
            1 => "all pictures have the same value",
            _ => null,
        };
    }
}
