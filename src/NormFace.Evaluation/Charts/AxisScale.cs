namespace NormFace.Charts;

/// <summary>How values are spread along an axis.</summary>
internal enum AxisScale
{
    /// <summary>Equal differences are equally long.</summary>
    Linear,

    /// <summary>Equal ratios are equally long; values above 0 only.</summary>
    Logarithmic,

    /// <summary>
    /// Equal differences of the normal quantile are equally long; rates between 0 and 1 only, written in percent.
    /// Scores of two normal distributions give a straight line. Source: Martin and others, "The DET curve in assessment
    /// of detection task performance", Eurospeech (1997).
    /// </summary>
    Probit,
}
