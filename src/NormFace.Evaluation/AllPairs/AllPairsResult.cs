using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>The figures of all pairs of an embedding set.</summary>
public sealed partial record AllPairsResult : EvaluationResult
{
    internal AllPairsResult()
    {
    }

    /// <summary>
    /// Equal error rate, area and true accept rates with their intervals, the numbers of identities and pairs, and the
    /// scores.
    /// </summary>
    /// <remarks>
    /// Of the scores every distinct genuine one is a group with the exact number of impostor pairs at it; other
    /// impostor pairs are kept together between two genuine scores, under the lowest score that could be theirs. The
    /// ROC curve has every corner of that of all scores: what is missing lies on its level stretches. Area, equal error
    /// rate, best threshold and the true accept rates asked for are those of all scores sorted, bit for bit.
    /// </remarks>
    public required VerificationSummary Summary { get; init; }

    /// <summary>The equal error rate and its threshold, exact.</summary>
    public required (double Rate, double Threshold) EqualErrorRate { get; init; }

    /// <summary>The threshold that decides the most pairs correctly, exact.</summary>
    public required (double Threshold, double Accuracy) BestThreshold { get; init; }

    /// <summary>Genuine pairs of the lowest score, the hardest first, as rows of the set.</summary>
    public required IReadOnlyList<RowPair> HardestGenuine { get; init; }

    /// <summary>Impostor pairs of the highest score, the hardest first, as rows of the set.</summary>
    public required IReadOnlyList<RowPair> HardestImpostor { get; init; }

    /// <summary>
    /// What the intervals come from: of each replicate EER, AUC and the TAR at each rate. Shape <c>[replicates][2 +
    /// rates]</c>. Sets of the same names evaluated with one seed draw alike, so differences of their replicates tell
    /// how well their difference is known.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double>> Replicates { get; init; }

    /// <summary>Number of groups of identities that replicates draw from.</summary>
    public required int GroupCount { get; init; }

    /// <summary>Number of pairs, N (N − 1) / 2.</summary>
    public required long PairCount { get; init; }

    /// <summary>
    /// Passes over all pairs: 1, or more where a wanted threshold lay outside the range that the pilot gave.
    /// </summary>
    public required int PassCount { get; init; }

    /// <summary>Time of the whole evaluation, in seconds.</summary>
    public required double Seconds { get; init; }

    internal ScoreHistogram? Histogram { get; init; }

    internal IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Pairs per second of the whole evaluation.</summary>
    public double PairsPerSecond => PairCount / Seconds;
}
