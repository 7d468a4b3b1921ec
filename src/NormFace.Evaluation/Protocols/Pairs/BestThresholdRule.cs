using NormFace.Verification;

namespace NormFace.Protocols.Pairs;

/// <summary>
/// The threshold that decides most training pairs correctly, found exactly; pairs at the threshold are accepted.
/// </summary>
/// <remarks>
/// Every threshold between two neighbouring training scores decides the training pairs alike: the middle is taken, and
/// of several best gaps the highest. How the accuracy would change with another choice among equals is given as a
/// range.
/// </remarks>
internal sealed class BestThresholdRule() : AccuracyRule(
    "best-threshold",
    "cosine; the threshold that decides most training pairs correctly (exact search; the middle of the highest best "
        + "gap between scores); accepts from it on")
{
    public override FoldOutcome Judge(FoldPart training, FoldPart judged)
    {
        var gaps = Best(training.Sorted());
        var outcome = Outcome(judged, Middle(gaps[0]));
        double[] shares =
        [
            outcome.Accuracy,
            .. gaps.SelectMany(gap => Candidates(judged, gap)).Select(threshold => Outcome(judged, threshold).Accuracy),
        ];
        return outcome with { AmongEquals = (shares.Min(), shares.Max()) };
    }

    // Gaps (highest rejected score, lowest accepted score] with the most correct decisions, from the highest.
    private static List<(double Rejected, double Accepted)> Best(ScoreSet scores)
    {
        List<(double, double)> best = [];
        var (correct, most) = (scores.ImpostorCount, -1L);
        var accepted = double.PositiveInfinity;
        foreach (var group in scores.Groups)
        {
            Keep(group.Score);
            correct += group.GenuineCount - group.ImpostorCount;
            accepted = group.Score;
        }

        Keep(double.NegativeInfinity);
        return best;

        void Keep(double rejected)
        {
            if (correct > most)
            {
                best.Clear();
                most = correct;
            }

            if (correct == most)
            {
                best.Add((rejected, accepted));
            }
        }
    }

    // A gap without an end has no middle: its one score decides.
    private static double Middle((double Rejected, double Accepted) gap) =>
        double.IsFinite(gap.Rejected) && double.IsFinite(gap.Accepted)
            ? gap.Rejected + ((gap.Accepted - gap.Rejected) / 2)
            : gap.Accepted;

    // Thresholds inside a gap that decide the judged pairs differently: its ends, and each judged score between them.
    private static IEnumerable<double> Candidates(FoldPart judged, (double Rejected, double Accepted) gap) =>
        judged.Scores
        .Where(score => score > gap.Rejected && score < gap.Accepted)
        .Append(gap.Accepted)
        .Append(Math.BitIncrement(gap.Rejected));

    private static FoldOutcome Outcome(FoldPart judged, double threshold) =>
        new(threshold, judged.Judge(score => score >= threshold));
}
