namespace NormFace.Verification;

/// <summary>Settings of <see cref="SubjectBootstrap"/>.</summary>
public sealed record SubjectBootstrapOptions
{
    /// <summary>Number of replicates, at least 1. Default: 1000; below 100 the ends of an interval are rough.</summary>
    public int ReplicateCount { get; init; } = 1000;

    /// <summary>Seed of the draws. Default: 1; equal seeds give equal intervals on any number of threads.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Level of the intervals, in (0, 1). Default: 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>
    /// Is told after each replicate how many are drawn and how many are wanted, from several threads; the latter may
    /// grow. Nobody by default.
    /// </summary>
    public IProgress<(int Done, int Total)>? Progress { get; init; }
}
