namespace NormFace.Losses;

/// <summary>How a gradient passes the margin on the own cosine.</summary>
public enum MarginGradient
{
    /// <summary>The derivative of the loss that is reported.</summary>
    Exact,

    /// <summary>
    /// The margin changes the value only: its slope is taken as 1, as in the widely used trainer, which applies the
    /// margin outside autograd. For comparison with models trained there.
    /// </summary>
    StraightThrough,
}
