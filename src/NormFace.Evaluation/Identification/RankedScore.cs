namespace NormFace.Identification;

/// <summary>The score that holds a rank among many.</summary>
/// <param name="Value">The score.</param>
/// <param name="Above">How many scores are strictly higher.</param>
/// <param name="Equal">How many scores are exactly this one, at least 1.</param>
internal readonly record struct RankedScore(float Value, long Above, long Equal);
