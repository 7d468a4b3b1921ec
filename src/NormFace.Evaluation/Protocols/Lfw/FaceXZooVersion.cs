namespace NormFace.Protocols.Lfw;

/// <summary>FaceX-Zoo's evaluation: 1,000 thresholds over the range of the training scores, the best by TPR − FPR.</summary>
/// <remarks>
/// Scores are kept in single precision. Threshold k of 1,000 lies at <c>min + k (max − min) / 1000</c>; of equals the smallest is taken.
/// A genuine pair counts if its score is above the threshold and an impostor pair if it is below, so one exactly at it is wrong either
/// way. Source: <c>test_protocol/lfw/lfw_evaluator.py</c> of JDAI-CV/FaceX-Zoo; its plus-minus is the standard error.
/// </remarks>
internal sealed class FaceXZooVersion() : LfwVersion(
    "facexzoo",
    "cosine in single precision; best TPR - FPR of 1,000 thresholds over the range of the training scores, the smallest of equals; accepts above it")
{
    private const int ThresholdCount = 1000;

    internal override LfwFoldOutcome Judge(LfwFold fold, double? varianceShare)
    {
        var threshold = Choose(Scores(fold, true), Scores(fold, false));
        var pairs = fold.Test.Scored;
        return new LfwFoldOutcome(threshold, [.. fold.TestIndexes.Select(index =>
            pairs.List.Pairs[index].IsGenuine ? (float)pairs.Scores[index] > threshold : (float)pairs.Scores[index] < threshold)]);
    }

    private static float[] Scores(LfwFold fold, bool isGenuine) =>
        [.. fold.TrainingIndexes.Where(index => fold.Training.Scored.List.Pairs[index].IsGenuine == isGenuine).Select(index => (float)fold.Training.Scored.Scores[index])];

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
