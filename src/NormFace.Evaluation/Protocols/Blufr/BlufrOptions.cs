namespace NormFace.Protocols.Blufr;

/// <summary>What to report of the benchmark.</summary>
public sealed record BlufrOptions
{
    /// <summary>False accept rates of verification, each in [0, 1]. The benchmark reports 0.1 %.</summary>
    public IReadOnlyList<double> VerificationFars { get; init; } = [0.001, 0.01];

    /// <summary>False accept rates of open-set identification, each in [0, 1]. The benchmark reports 1 %.</summary>
    public IReadOnlyList<double> IdentificationFars { get; init; } = [0.001, 0.01];

    /// <summary>Ranks of open-set identification, each at least 1. The benchmark reports 1.</summary>
    public IReadOnlyList<int> Ranks { get; init; } = [1, 5, 10];

    internal void Check()
    {
        foreach (var far in VerificationFars.Concat(IdentificationFars))
        {
            BlufrThreshold.FalseAlarms(far, 1);
        }

        foreach (var rank in Ranks)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1, nameof(Ranks));
        }
    }
}
