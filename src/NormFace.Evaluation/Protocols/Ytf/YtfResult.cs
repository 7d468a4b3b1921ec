using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Protocols.Ytf;

/// <summary>Figures of the YouTube Faces protocol.</summary>
public sealed partial record YtfResult : EvaluationResult
{
    internal YtfResult()
    {
    }

    /// <summary>Whether the mean over the videos of the other splits was taken off each frame.</summary>
    public required bool SubtractsMean { get; init; }

    /// <summary>Number of splits.</summary>
    public int FoldCount => Folds.Count;

    /// <summary>Accuracy by the mean score over the splits.</summary>
    public required MeanAndDeviation MeanScoreAccuracy { get; init; }

    /// <summary>The same accuracy with an interval over people, machines held.</summary>
    public required ConfidenceInterval MeanScoreInterval { get; init; }

    /// <summary>Accuracy by histograms over the splits.</summary>
    public required MeanAndDeviation HistogramAccuracy { get; init; }

    /// <summary>The same accuracy with an interval over people, machines held.</summary>
    public required ConfidenceInterval HistogramInterval { get; init; }

    /// <summary>EER, AUC and true accept rates of the mean scores.</summary>
    public required VerificationSummary Summary { get; init; }

    /// <summary>
    /// Mean score of every pair, in the order of the splits, under labels of the people; where the mean was taken off,
    /// that of the split in which the pair is tested.
    /// </summary>
    public required IReadOnlyList<ScorePair> Scores { get; init; }

    /// <summary>Largest KKT gap of any machine.</summary>
    public double WorstKktGap =>
        Folds.Max(fold => Math.Max(fold.MeanScoreCertificate.KktGap, fold.HistogramCertificate.KktGap));

    internal IReadOnlyList<YtfFold> Folds { get; init; } = [];
}
