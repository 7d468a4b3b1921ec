using NormFace.Verification;

namespace NormFace.Comparison;

/// <summary>How a model differs from the first one, on the same pairs and the same people.</summary>
public sealed record ModelDifference
{
    internal ModelDifference()
    {
    }

    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>Difference of equal error rates, the model's minus the first's: below 0 it is better.</summary>
    public required PairedDifference EqualErrorRate { get; init; }

    /// <summary>Difference of areas.</summary>
    public required PairedDifference Auc { get; init; }

    /// <summary>Difference of true accept rates at each false accept rate.</summary>
    public required IReadOnlyList<PairedDifference> TrueAcceptRates { get; init; }

    /// <summary>Difference of accuracies; null for a list of one fold.</summary>
    public PairedDifference? Accuracy => Decisions?.Accuracy;

    internal DecisionComparison? Decisions { get; init; }
}
