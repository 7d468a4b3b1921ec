namespace NormFace.Verification;

/// <summary>The threshold that decides the most pairs correctly.</summary>
/// <param name="Threshold">The threshold; of equally good ones the highest. Positive infinity where rejecting everything is best.</param>
/// <param name="Accuracy">Share of all pairs decided correctly, in [0, 1].</param>
public readonly record struct BestThreshold(double Threshold, double Accuracy)
{
    /// <summary>Finds the threshold.</summary>
    /// <param name="scores">The scores.</param>
    /// <returns>Threshold and its accuracy.</returns>
    /// <remarks>
    /// On the scores it was found on the accuracy is flattered: choose the threshold on some folds and count on another, as
    /// the LFW protocol asks. It also depends on how many impostor pairs there are to a genuine one; EER and TAR do not.
    /// </remarks>
    public static BestThreshold Of(ScoreSet scores)
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

        return new BestThreshold(bestThreshold, (double)best / (scores.GenuineCount + scores.ImpostorCount));
    }
}
