namespace NormFace.Conditions;

/// <summary>A column of a table of conditions, in the order of the table's rows.</summary>
/// <param name="Name">Its name, without the rule.</param>
/// <param name="Rules">How two values become the condition of a pair.</param>
/// <param name="Numbers">The numbers, NaN where one is not known; empty for groups. Shape <c>[N]</c>.</param>
/// <param name="Groups">The groups, null where one is not known; empty for numbers. Shape <c>[N]</c>.</param>
internal sealed record ConditionColumn(
    string Name, IReadOnlyList<PairRule> Rules, double[] Numbers, string?[] Groups)
{
    /// <summary>Whether it holds groups.</summary>
    public bool IsGroups => Groups.Length > 0;

    /// <summary>Number of rows.</summary>
    public int Count => IsGroups ? Groups.Length : Numbers.Length;

    /// <summary>Whether the value of a row is known.</summary>
    public bool IsKnown(int row) => IsGroups ? Groups[row] is not null : !double.IsNaN(Numbers[row]);

    /// <summary>The same column for other rows.</summary>
    /// <param name="rows">For each its row here; −1 for one that is not known.</param>
    public ConditionColumn Choose(IReadOnlyList<int> rows) => this with
    {
        Numbers = IsGroups ? [] : [.. rows.Select(row => row < 0 ? double.NaN : Numbers[row])],
        Groups = IsGroups ? [.. rows.Select(row => row < 0 ? null : Groups[row])] : [],
    };
}
