namespace NormFace.Verification;

/// <summary>The pairs that share one score: they are accepted together or not at all.</summary>
/// <param name="Score">The score.</param>
/// <param name="GenuineCount">Genuine pairs with exactly this score.</param>
/// <param name="ImpostorCount">Impostor pairs with exactly this score.</param>
internal readonly record struct ScoreGroup(double Score, long GenuineCount, long ImpostorCount);
