namespace NormFace.Protocols.Pairs;

/// <summary>
/// FaceX-Zoo's evaluation: 1,000 thresholds over the range of the training scores, the best by TPR − FPR.
/// </summary>
/// <remarks>
/// Scores are kept in single precision. Threshold k of 1,000 lies at <c>min + k (max − min) / 1000</c>; of equals the
/// smallest is taken. A genuine pair counts if its score is above the threshold and an impostor pair if it is below, so
/// one exactly at it is wrong either way. Source: <c>test_protocol/lfw/lfw_evaluator.py</c> of JDAI-CV/FaceX-Zoo; its
/// plus-minus is the standard error.
/// </remarks>
internal sealed class FaceXZooRule() : AccuracyRule(
    "facexzoo",
    "cosine in single precision; best TPR - FPR of 1,000 thresholds over the range of the training scores, the "
        + "smallest of equals; accepts above it")
{
    private const int ThresholdCount = 1000;

    public override FoldOutcome Judge(FoldPart training, FoldPart judged)
    {
        var threshold = Choose(Scores(training, true), Scores(training, false));
        return new FoldOutcome(
            threshold,
            [.. judged.Scores.Zip(
                judged.IsGenuine,
                (score, isGenuine) => isGenuine ? (float)score > threshold : (float)score < threshold)]);
    }

    private static float[] Scores(FoldPart part, bool isGenuine) =>
        [.. part.Scores.Where((_, pair) => part.IsGenuine[pair] == isGenuine).Select(score => (float)score)];

    private static double Choose(float[] genuine, float[] impostor)
    {
        var lowest = Math.Min(genuine.Min(), impostor.Min());
        var step = ((double)Math.Max(genuine.Max(), impostor.Max()) - lowest) / ThresholdCount;
        var (best, bestThreshold) = (double.NegativeInfinity, double.NaN);
        for (var place = 1; place <= ThresholdCount; place++)
        {
            var threshold = lowest + (step * place);
            var truePositiveRate = (double)genuine.Count(score => score > threshold) / genuine.Length;
            var falsePositiveRate = (double)impostor.Count(score => score > threshold) / impostor.Length;
            if (truePositiveRate - falsePositiveRate > best)
            {
                (best, bestThreshold) = (truePositiveRate - falsePositiveRate, threshold);
            }
        }

        return bestThreshold;
    }
}
