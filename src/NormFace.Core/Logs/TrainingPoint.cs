namespace NormFace.Logs;

/// <summary>What a training run was like at a step: a line of its log, a point of its curves.</summary>
/// <param name="Step">Steps done, at least 0.</param>
/// <param name="Loss">Mean loss since the last point, in nats; NaN stays visible.</param>
public sealed record TrainingPoint(long Step, double Loss)
{
    /// <summary>
    /// Lowest mean loss balanced classes could reach at this point, in nats; null if the head has none.
    /// </summary>
    public double? Floor { get; init; }

    /// <summary>Learning rate of the network.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Pictures trained on, a second.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>The scale, learned or fixed; null for heads without.</summary>
    public double? Scale { get; init; }

    /// <summary>Mean cosine of samples with their own agent.</summary>
    public double? OwnCosine { get; init; }

    /// <summary>Mean over samples of the highest cosine with another agent.</summary>
    public double? HardestCosine { get; init; }

    /// <summary>Passes over the data.</summary>
    public double? Epoch { get; init; }

    /// <summary>Length of the whole gradient of the last step, before clipping.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>Mean length of the raw features of the last batch.</summary>
    public double? FeatureNorm { get; init; }

    /// <summary>Mean cosine between two agents.</summary>
    public double? AgentCosine { get; init; }

    /// <summary>Mean cosine between the features of the last batch and the teacher's; null without a teacher.</summary>
    public double? TeacherCosine { get; init; }

    /// <summary>Share of the time in which the trainer waited for pictures, in [0, 1].</summary>
    public double? LoaderShare { get; init; }

    /// <summary>Seconds to the end of the run at this speed.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>
    /// Equal error rate on identities kept apart, in [0, 1]; null if it was not measured at this point.
    /// </summary>
    public double? EqualErrorRate { get; init; }

    /// <summary>
    /// Share of genuine pairs of those identities that is accepted at the recipe's false match rate, in [0, 1]; null if
    /// it was not measured at this point.
    /// </summary>
    public double? TrueAcceptRate { get; init; }
}
