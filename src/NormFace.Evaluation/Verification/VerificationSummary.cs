namespace NormFace.Verification;

/// <summary>A true accept rate at a wanted false accept rate.</summary>
/// <param name="Far">The wanted false accept rate.</param>
/// <param name="Tar">The true accept rate, with its interval.</param>
/// <param name="Threshold">
/// The threshold it was read at: accepts from it on, with a false accept rate of at most the wanted one.
/// </param>
public readonly record struct RateAt(double Far, ConfidenceInterval Tar, double Threshold);

/// <summary>The usual figures of a verification trial, with intervals over identities.</summary>
/// <param name="EqualErrorRate">Equal error rate.</param>
/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="TrueAcceptRates">True accept rates at the wanted false accept rates, in the order asked for.</param>
/// <param name="IdentityCount">Identities in the pairs.</param>
/// <param name="GenuineCount">Genuine pairs.</param>
/// <param name="ImpostorCount">Impostor pairs.</param>
public sealed record VerificationSummary(
    ConfidenceInterval EqualErrorRate,
    ConfidenceInterval Auc,
    IReadOnlyList<RateAt> TrueAcceptRates,
    int IdentityCount,
    long GenuineCount,
    long ImpostorCount)
{
    private static readonly double[] UsualFars = [0.1, 0.01, 0.001];

    /// <summary>The scores that were measured.</summary>
    public required ScoreSet Scores { get; init; }

    /// <summary>Measures scored pairs.</summary>
    /// <param name="pairs">Pairs, at least one of each kind, no score NaN.</param>
    /// <param name="fars">
    /// Wanted false accept rates, each 0 or from one in the impostor pairs to 1; null for those of 0.1, 0.01 and 0.001
    /// that the impostor pairs can show.
    /// </param>
    /// <param name="options">Settings of the bootstrap; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">
    /// As for <see cref="SubjectBootstrap"/> and <see cref="RocCurve.At"/>.
    /// </exception>
    public static VerificationSummary Of(
        IReadOnlyCollection<ScorePair> pairs,
        IReadOnlyList<double>? fars = null,
        SubjectBootstrapOptions? options = null) =>
        Of(new SortedPairs(pairs), fars, options);

    /// <summary>Measures pairs that are sorted.</summary>
    internal static VerificationSummary Of(
        SortedPairs pairs, IReadOnlyList<double>? fars, SubjectBootstrapOptions? options)
    {
        var scores = pairs.All;
        fars ??= [.. UsualFars.Where(far => far >= scores.Resolution)];
        var intervals = SubjectBootstrap.Intervals(pairs, Figures(fars), options);
        return new VerificationSummary(
            intervals[0],
            intervals[1],
            [.. fars.Select((far, index) => new RateAt(far, intervals[2 + index], RocCurve.At(scores, far).Threshold))],
            pairs.Pairs.SelectMany(pair => new[] { pair.FirstIdentity, pair.SecondIdentity }).Distinct().Count(),
            scores.GenuineCount,
            scores.ImpostorCount)
        {
            Scores = scores,
        };
    }

    /// <summary>Equal error rate, area and true accept rates, as functions of scores.</summary>
    internal static IReadOnlyList<Func<ScoreSet, double>> Figures(IReadOnlyList<double> fars) =>
    [
        scores => RocCurve.EqualErrorRate(scores).Rate,
        RocCurve.Auc,
        .. fars.Select(far => (Func<ScoreSet, double>)(scores => RocCurve.At(scores, far).Tar)),
    ];
}
