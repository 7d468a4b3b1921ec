using NormFace.SupportVectors;
using NormFace.Verification;

namespace NormFace.Protocols.Ytf;

/// <summary>A split tested by machines trained on the others.</summary>
/// <param name="Split">Its number.</param>
/// <param name="MeanScoreAccuracy">Share of its pairs decided correctly by a threshold on the mean score, in [0, 1].</param>
/// <param name="HistogramAccuracy">Share decided correctly by the machine on histograms, in [0, 1].</param>
/// <param name="Threshold">The threshold on the mean score; null where all scores trained on were equal.</param>
/// <param name="MeanScoreCertificate">How well the machine on mean scores is solved.</param>
/// <param name="HistogramCertificate">How well the machine on histograms is solved.</param>
public sealed record YtfFold(
    int Split,
    double MeanScoreAccuracy,
    double HistogramAccuracy,
    double? Threshold,
    SvmCertificate MeanScoreCertificate,
    SvmCertificate HistogramCertificate)
{
    /// <summary>Whether the threshold on the mean score decides each pair of the split correctly, in their order.</summary>
    public required IReadOnlyList<bool> IsCorrectByMeanScore { get; init; }

    /// <summary>Whether the machine on histograms does.</summary>
    public required IReadOnlyList<bool> IsCorrectByHistogram { get; init; }
}

/// <summary>Figures of the YouTube Faces protocol.</summary>
/// <param name="Version">How frames were prepared.</param>
/// <param name="Folds">The splits, by rising number.</param>
/// <param name="MeanScoreAccuracy">Accuracy by the mean score over the folds.</param>
/// <param name="HistogramAccuracy">Accuracy by histograms over the folds.</param>
/// <param name="Scores">
/// Mean score of every pair, in the order of <see cref="YtfSplits.Pairs"/>, under labels of the people; with
/// <see cref="YtfVersion.Paper"/> that of the fold in which the pair is tested.
/// </param>
public sealed record YtfResult(
    YtfVersion Version,
    IReadOnlyList<YtfFold> Folds,
    MeanAndDeviation MeanScoreAccuracy,
    MeanAndDeviation HistogramAccuracy,
    IReadOnlyList<ScorePair> Scores)
{
    /// <summary>Largest KKT gap of any machine.</summary>
    public double WorstKktGap => Folds.Max(fold => Math.Max(fold.MeanScoreCertificate.KktGap, fold.HistogramCertificate.KktGap));
}
