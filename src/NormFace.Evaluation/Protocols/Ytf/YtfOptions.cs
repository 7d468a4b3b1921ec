using NormFace.SupportVectors;
using NormFace.Verification;

namespace NormFace.Protocols.Ytf;

/// <summary>Settings of <see cref="YtfEvaluation"/>.</summary>
public sealed record YtfOptions
{
    /// <summary>
    /// Whether the mean is taken off, as the paper's script does: for each split that over all videos of the other
    /// splits (each distinct video once, by the mean of its frames as given). Wants features that are not normalised.
    /// If false, scores do not depend on the split. Frames are projected to the unit sphere either way. Default: true.
    /// </summary>
    public bool SubtractsMean { get; init; } = true;

    /// <summary>
    /// False accept rates at which to give the true accept rate; null for those of 0.1, 0.01 and 0.001 that the
    /// impostor pairs can show.
    /// </summary>
    public IReadOnlyList<double>? Fars { get; init; }

    /// <summary>Settings of the intervals.</summary>
    public SubjectBootstrapOptions Bootstrap { get; init; } = new();

    internal SvmOptions Machine { get; init; } = new();
}
