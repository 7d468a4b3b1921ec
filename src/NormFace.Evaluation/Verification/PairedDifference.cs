namespace NormFace.Verification;

/// <summary>A figure of two models on the same pairs.</summary>
/// <param name="First">The figure of the first model.</param>
/// <param name="Second">The figure of the second model.</param>
/// <param name="Difference">First minus second, with its interval over identities.</param>
/// <param name="PValue">
/// How rare a difference so far from 0 would be if there were none in truth: two-sided, in (0, 1], by the replicates of
/// the interval. Below 0.05 about where an interval of level 0.95 leaves 0 out; never below two in one more than the
/// replicates.
/// </param>
public readonly record struct PairedDifference(
    double First, double Second, ConfidenceInterval Difference, double PValue);
