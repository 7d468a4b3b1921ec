namespace NormFace.Protocols.Lfw;

/// <summary>InsightFace's evaluation: squared distances of unit features against the grid 0, 0.01, ..., 3.99.</summary>
/// <remarks>
/// A pair is accepted if its squared distance is below the threshold; of the 400 thresholds the smallest of the best is taken. The
/// distances are <c>2 − 2c</c>, up to rounding. Source: <c>recognition/arcface_torch/eval/verification.py</c> of deepinsight/insightface,
/// after Sandberg's facenet; its features are the sum of front and mirror.
/// </remarks>
internal sealed class InsightFaceVersion() : LfwVersion(
    "insightface",
    "squared distance of unit features; best of the 400 thresholds 0, 0.01, ..., 3.99 on the training pairs, the smallest of equals; accepts below it")
{
    private const int ThresholdCount = 400;
    private const double Step = 0.01;

    internal override LfwFoldOutcome Judge(LfwFold fold, double? varianceShare)
    {
        // The grid place of a pair is the number of thresholds that reject it: 0 up to its distance.
        var correct = new int[ThresholdCount];
        foreach (var index in fold.TrainingIndexes)
        {
            var distance = Distance(fold.Training.Scored.Scores[index]);
            var isGenuine = fold.Training.Scored.List.Pairs[index].IsGenuine;
            for (var place = 0; place < ThresholdCount; place++)
            {
                correct[place] += distance < place * Step == isGenuine ? 1 : 0;
            }
        }

        var threshold = Array.IndexOf(correct, correct.Max()) * Step;
        return new LfwFoldOutcome(1 - (threshold / 2), fold.Judge(score => Distance(score) < threshold));
    }

    private static double Distance(double cosine) => 2 - (2 * cosine);
}
