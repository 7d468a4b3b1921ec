namespace NormFace.Conditions;

/// <summary>Errors by one condition of pairs.</summary>
/// <param name="Column">Name of the column of the table.</param>
/// <param name="Rule">
/// How the condition of a pair comes from both pictures: <c>smaller</c>, <c>larger</c>, <c>magnitude</c>,
/// <c>difference</c> or <c>group</c>.
/// </param>
/// <param name="Bins">The bins, lowest first; last the pairs of which it is not known, where there are any.</param>
public sealed record ConditionErrors(string Column, string Rule, IReadOnlyList<ConditionBin> Bins)
{
    /// <summary>A name for readers, such as <c>sharpness (smaller)</c>; of groups the column alone.</summary>
    public string Name => Rule == PairRules.Word(PairRule.Group) ? Column : $"{Column} ({Rule})";
}
