namespace NormFace;

/// <summary>A figure with the range that sampling other identities would likely have given.</summary>
/// <param name="Value">The figure on all pairs.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, at least <paramref name="Low"/>.</param>
/// <param name="Level">How often such a range is meant to hold the true figure, in (0, 1).</param>
public readonly record struct ConfidenceInterval(double Value, double Low, double High, double Level);
