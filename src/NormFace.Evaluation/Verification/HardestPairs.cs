namespace NormFace.Verification;

/// <summary>Two rows of an embedding set and their score.</summary>
/// <param name="First">Index of the first row.</param>
/// <param name="Second">Index of the second row, above <paramref name="First"/>.</param>
/// <param name="Score">Their cosine.</param>
public readonly record struct RowPair(int First, int Second, float Score);

/// <summary>The pairs that a threshold gets wrong first.</summary>
/// <param name="Genuine">Genuine pairs of the lowest score, the hardest first.</param>
/// <param name="Impostor">Impostor pairs of the highest score, the hardest first.</param>
public sealed record HardestPairs(IReadOnlyList<RowPair> Genuine, IReadOnlyList<RowPair> Impostor);
