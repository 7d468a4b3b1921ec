using NormFace.SupportVectors;

namespace NormFace.Protocols.Ytf;

/// <summary>A split tested by machines trained on the others.</summary>
/// <param name="Split">Its number.</param>
/// <param name="MeanScoreAccuracy">
/// Share of its pairs decided correctly by a threshold on the mean score, in [0, 1].
/// </param>
/// <param name="HistogramAccuracy">Share decided correctly by the machine on histograms, in [0, 1].</param>
/// <param name="Threshold">The threshold on the mean score; null if all scores trained on were equal.</param>
/// <param name="MeanScoreCertificate">How well the machine on mean scores is solved.</param>
/// <param name="HistogramCertificate">How well the machine on histograms is solved.</param>
internal sealed record YtfFold(
    int Split,
    double MeanScoreAccuracy,
    double HistogramAccuracy,
    double? Threshold,
    SvmCertificate MeanScoreCertificate,
    SvmCertificate HistogramCertificate)
{
    /// <summary>
    /// Whether the threshold on the mean score decides each pair of the split correctly, in their order.
    /// </summary>
    public required IReadOnlyList<bool> IsCorrectByMeanScore { get; init; }

    /// <summary>Whether the machine on histograms does.</summary>
    public required IReadOnlyList<bool> IsCorrectByHistogram { get; init; }
}
