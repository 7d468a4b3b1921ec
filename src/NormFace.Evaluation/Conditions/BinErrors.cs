namespace NormFace.Conditions;

/// <summary>How often a threshold errs on the genuine or on the impostor pairs of a bin.</summary>
/// <param name="PairCount">Pairs of the bin.</param>
/// <param name="PersonCount">People in them.</param>
/// <param name="ErrorCount">Genuine pairs lost, or impostor pairs accepted.</param>
public sealed record BinErrors(long PairCount, int PersonCount, long ErrorCount)
{
    /// <summary>With fewer errors than this, the ends of an interval are rough.</summary>
    public const int FewErrors = 10;

    /// <summary>
    /// Errors over pairs, with the interval over people; null where the bin has too few pairs or people to tell a rate.
    /// </summary>
    /// <remarks>
    /// Without any error the upper end is the exact binomial one for as many independent pairs as there are people, or
    /// half as many of impostor pairs; where all pairs are errors, the lower end likewise.
    /// </remarks>
    public ConfidenceInterval? Rate { get; init; }

    /// <summary>
    /// The rate less that of all other pairs of which the condition is known, with an interval from the same draws of
    /// people; null where either cannot be told.
    /// </summary>
    public ConfidenceInterval? Difference { get; init; }

    /// <summary>Share of all pairs of this kind, in [0, 1].</summary>
    public double ShareOfPairs { get; init; }

    /// <summary>Share of all errors of this kind, in [0, 1]; 0 if there are none.</summary>
    public double ShareOfErrors { get; init; }

    /// <summary>Whether the bin has too few pairs or people to tell a rate.</summary>
    public bool IsTooSmall => Rate is null;

    /// <summary>Whether so few errors decide the rate that its interval is rough.</summary>
    public bool AreFew => ErrorCount < FewErrors;
}
