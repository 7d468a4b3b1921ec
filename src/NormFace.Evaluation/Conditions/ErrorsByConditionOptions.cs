using NormFace.Verification;

namespace NormFace.Conditions;

/// <summary>Settings of <see cref="ErrorsByCondition"/>.</summary>
public sealed record ErrorsByConditionOptions
{
    /// <summary>Bins of a column of numbers, from 2 to 20. Default: 4; equal values may leave fewer.</summary>
    public int Bins { get; init; } = 4;

    /// <summary>Pairs that a bin must have for a rate, at least 1. Default: 50.</summary>
    public long LeastPairs { get; init; } = 50;

    /// <summary>People whom the pairs of a bin must show for a rate, at least 2. Default: 10.</summary>
    public int LeastPeople { get; init; } = 10;

    /// <summary>How many of the worst pairs of each kind are kept, at least 0. Default: 50.</summary>
    public int WorstCount { get; init; } = 50;

    /// <summary>How many of the people with the most errors of each kind are kept, at least 0. Default: 20.</summary>
    public int PeopleCount { get; init; } = 20;

    /// <summary>Where the threshold comes from, for reports. Default: given.</summary>
    public string ThresholdOrigin { get; init; } = "given";

    /// <summary>Settings of the intervals.</summary>
    public SubjectBootstrapOptions Bootstrap { get; init; } = new();

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bins, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(LeastPairs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(LeastPeople, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(WorstCount, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(PeopleCount, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(Bootstrap.ReplicateCount, 1);
        ConfidenceLevel.Check(Bootstrap.Level, nameof(Bootstrap));
    }
}
