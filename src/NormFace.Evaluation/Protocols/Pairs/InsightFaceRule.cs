namespace NormFace.Protocols.Pairs;

/// <summary>InsightFace's evaluation: squared distances of unit features against the grid 0, 0.01, ..., 3.99.</summary>
/// <remarks>
/// A pair is accepted if its squared distance is below the threshold; of the 400 thresholds the smallest of the best is
/// taken. The distances are <c>2 − 2c</c>, up to rounding. Source:
/// <c>recognition/arcface_torch/eval/verification.py</c> of deepinsight/insightface, after Sandberg's facenet; its
/// features are the sum of front and mirror.
/// </remarks>
internal sealed class InsightFaceRule() : AccuracyRule(
    "insightface",
    "squared distance of unit features; best of the 400 thresholds 0, 0.01, ..., 3.99 on the training pairs, the "
        + "smallest of equals; accepts below it")
{
    private const int ThresholdCount = 400;
    private const double Step = 0.01;

    public override FoldOutcome Judge(FoldPart training, FoldPart judged)
    {
        var correct = new int[ThresholdCount];
        foreach (var (score, isGenuine) in training.Scores.Zip(training.IsGenuine))
        {
            for (var place = 0; place < ThresholdCount; place++)
            {
                correct[place] += Distance(score) < place * Step == isGenuine ? 1 : 0;
            }
        }

        var threshold = Array.IndexOf(correct, correct.Max()) * Step;
        return new FoldOutcome(1 - (threshold / 2), judged.Judge(score => Distance(score) < threshold));
    }

    private static double Distance(double cosine) => 2 - (2 * cosine);
}
