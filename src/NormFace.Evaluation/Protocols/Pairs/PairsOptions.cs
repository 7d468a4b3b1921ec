using NormFace.Verification;

namespace NormFace.Protocols.Pairs;

/// <summary>Settings of <see cref="PairsEvaluation"/>.</summary>
public sealed record PairsOptions
{
    /// <summary>Rules by which folds are judged, at least one. Default: all that come with the library.</summary>
    public IReadOnlyList<AccuracyRule> Rules { get; init; } = AccuracyRules.Default.All;

    /// <summary>
    /// False accept rates at which to give the true accept rate; null for those of 0.1, 0.01 and 0.001 that the
    /// impostor pairs can show.
    /// </summary>
    public IReadOnlyList<double>? Fars { get; init; }

    /// <summary>Settings of the intervals.</summary>
    public SubjectBootstrapOptions Bootstrap { get; init; } = new();
}
