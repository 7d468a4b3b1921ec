namespace NormFace.Losses;

/// <summary>Whether a hinge loss is driven by its own gradient or by the one its release computes.</summary>
public enum HingeGradient
{
    /// <summary>The derivative of the loss that is reported.</summary>
    Exact,

    /// <summary>
    /// The release's rule. C-triplet: the own distance gets a slope of 1 once, however many negatives are active, and
    /// also where none is if the center term is on, while that term is missing from the reported loss. C-contrastive:
    /// the own term stops pulling where the distance itself, not its part beyond the margin, reaches the outlier
    /// threshold.
    /// </summary>
    Released,
}
