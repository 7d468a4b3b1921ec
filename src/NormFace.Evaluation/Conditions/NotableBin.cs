namespace NormFace.Conditions;

/// <summary>A bin that errs more than the others of its condition.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Bin">The bin.</param>
/// <param name="IsGenuine">Whether it loses genuine pairs more often, or accepts impostors more often.</param>
public sealed record NotableBin(ConditionErrors Condition, ConditionBin Bin, bool IsGenuine)
{
    /// <summary>The errors of that kind.</summary>
    public BinErrors Errors => IsGenuine ? Bin.Genuine : Bin.Impostor;
}
