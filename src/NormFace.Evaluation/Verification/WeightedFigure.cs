namespace NormFace.Verification;

/// <summary>A figure of pairs that count more or less often.</summary>
/// <param name="weights">
/// How often each pair counts, at least 0, in the order in which the pairs were given. Ones give the figure itself. Valid
/// during the call only.
/// </param>
/// <returns>The figure; must not be NaN.</returns>
/// <remarks>It is called from several threads at once, so it may read what it shares but not write it.</remarks>
public delegate double WeightedFigure(ReadOnlySpan<int> weights);
