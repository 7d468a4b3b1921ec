namespace NormFace.Conditions;

/// <summary>The pairs of a bin of a condition.</summary>
/// <param name="Label">What the bin holds, for readers: a range of values, a group, or that nothing is known.</param>
/// <param name="Low">Lowest value in it; −∞ for the lowest bin, NaN for a group.</param>
/// <param name="High">The value from which the next bin begins; ∞ for the highest bin, NaN for a group.</param>
/// <param name="Genuine">Its genuine pairs and those of them that are lost.</param>
/// <param name="Impostor">Its impostor pairs and those of them that are accepted.</param>
/// <param name="IsKnown">Whether the condition is known of its pairs.</param>
public sealed record ConditionBin(
    string Label, double Low, double High, BinErrors Genuine, BinErrors Impostor, bool IsKnown);
