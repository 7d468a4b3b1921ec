namespace NormFace.AllPairs;

/// <summary>A range whose impostor scores are known one by one.</summary>
/// <param name="Range">The range.</param>
/// <param name="Above">Number of impostor scores above it.</param>
/// <param name="Scores">Its distinct scores from the highest, and how many impostor pairs have each.</param>
internal sealed record ResolvedRange(OrderRange Range, long Above, IReadOnlyList<(int Order, long Count)> Scores);
