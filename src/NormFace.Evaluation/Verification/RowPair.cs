namespace NormFace.Verification;

/// <summary>Two rows of an embedding set and their score.</summary>
/// <param name="First">Index of the first row.</param>
/// <param name="Second">Index of the second row, above <paramref name="First"/>.</param>
/// <param name="Score">Their cosine.</param>
public readonly record struct RowPair(int First, int Second, float Score);
