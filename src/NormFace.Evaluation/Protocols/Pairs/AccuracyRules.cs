using NormFace.Settings;

namespace NormFace.Protocols.Pairs;

/// <summary>The accuracy rules that come with the library.</summary>
public static class AccuracyRules
{
    /// <summary>Share of the variance that the paper keeps.</summary>
    public const double PaperShare = 0.995;

    /// <summary>
    /// The threshold that decides most training pairs correctly, found exactly. It needs scores alone, of any kind.
    /// </summary>
    public static AccuracyRule BestThreshold { get; } = new BestThresholdRule();

    /// <summary>The rules by name, in the order in which they are printed: <c>paper</c>, <c>best-threshold</c>,
    /// <c>insightface</c>, <c>facexzoo</c>. A program adds its own with <see cref="Catalogue{T}.With"/>.</summary>
    public static Catalogue<AccuracyRule> Default { get; } =
        new("version", Paper(), BestThreshold, new InsightFaceRule(), new FaceXZooRule());

    /// <summary>The paper's: PCA, cosine, threshold of a linear support vector machine.</summary>
    /// <param name="varianceShare">
    /// Share of the variance that the principal components must exceed, in (0, 1); null for no PCA.
    /// </param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceShare"/> is outside its range.</exception>
    public static AccuracyRule Paper(double? varianceShare = PaperShare) =>
        varianceShare is not { } share || (share > 0 && share < 1)
        ? new PaperRule(varianceShare)
        : throw new ArgumentOutOfRangeException(
            nameof(varianceShare), share, FormattableString.Invariant(
                $"varianceShare must lie in (0, 1), but was {share}."));
}
