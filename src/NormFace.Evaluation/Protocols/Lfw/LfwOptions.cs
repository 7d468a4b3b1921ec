using NormFace.Verification;

namespace NormFace.Protocols.Lfw;

/// <summary>Settings of <see cref="LfwEvaluation"/>.</summary>
public sealed record LfwOptions
{
    /// <summary>Versions to run, at least one. All unless set.</summary>
    public IReadOnlyList<LfwVersion> Versions { get; init; } = LfwVersion.All;

    /// <summary>Share of the variance that the principal components of <see cref="LfwVersion.Paper"/> must exceed, in (0, 1); null for no PCA. 0.995 unless set, as in the paper.</summary>
    public double? VarianceShare { get; init; } = 0.995;

    /// <summary>False accept rates at which to give the true accept rate; null for those of 0.1, 0.01 and 0.001 that the impostor pairs can show.</summary>
    public IReadOnlyList<double>? Fars { get; init; }

    /// <summary>Settings of the intervals.</summary>
    public SubjectBootstrapOptions Bootstrap { get; init; } = new();
}
