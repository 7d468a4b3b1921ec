namespace NormFace.Verification;

public static partial class RocCurve
{
    /// <summary>The threshold that decides the most pairs correctly.</summary>
    /// <param name="scores">The scores.</param>
    /// <returns>
    /// The threshold, of equally good ones the highest, positive infinity where rejecting everything is best; and the
    /// share of all pairs that it decides correctly, in [0, 1].
    /// </returns>
    /// <remarks>
    /// On the scores it was found on the accuracy is flattered: choose the threshold on some folds and count on
    /// another, as the LFW protocol asks. It also depends on how many impostor pairs there are to a genuine one; EER
    /// and TAR do not.
    /// </remarks>
    public static (double Threshold, double Accuracy) BestThreshold(ScoreSet scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var correct = scores.ImpostorCount; // everything rejected
        var (best, bestThreshold) = (correct, double.PositiveInfinity);

        foreach (var group in scores.Span)
        {
            correct += group.GenuineCount - group.ImpostorCount;
            if (correct > best)
            {
                (best, bestThreshold) = (correct, group.Score);
            }
        }

        return (bestThreshold, (double)best / (scores.GenuineCount + scores.ImpostorCount));
    }
}
