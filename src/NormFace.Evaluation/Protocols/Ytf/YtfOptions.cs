using NormFace.SupportVectors;

namespace NormFace.Protocols.Ytf;

/// <summary>How frames are prepared before they are compared.</summary>
public enum YtfVersion
{
    /// <summary>
    /// As the paper's script: for each split the mean over all videos of the other splits (each distinct video once, by the mean of its
    /// frames as given) is taken off, then every frame is projected to the unit sphere. Wants features that are not normalised.
    /// </summary>
    Paper,

    /// <summary>Every frame is projected to the unit sphere, and nothing else: scores do not depend on the split.</summary>
    Plain,
}

/// <summary>Settings of <see cref="YtfEvaluation"/>.</summary>
public sealed record YtfOptions
{
    /// <summary>How frames are prepared. <see cref="YtfVersion.Paper"/> unless set.</summary>
    public YtfVersion Version { get; init; } = YtfVersion.Paper;

    /// <summary>Settings of both machines. C = 1 and a KKT gap of 1e-3 unless set.</summary>
    public SvmOptions Machine { get; init; } = new();
}
