namespace NormFace.Monitoring;

/// <summary>What a batch looks like to a loss with agents: the figures a trainer logs beside the loss.</summary>
/// <param name="MeanFeatureNorm">Mean length of the raw features. Under plain softmax it grows (Proposition 1).</param>
/// <param name="MeanAgentNorm">Mean length of the raw agents. Without decay it grows.</param>
/// <param name="MeanOwnCosine">Mean cosine with the own agent, in [−1, 1].</param>
/// <param name="MeanHardestCosine">
/// Mean over samples of the highest cosine with another agent, in [−1, 1]; NaN with one class.
/// </param>
/// <param name="ActiveHingeShare">
/// Share of other agents that push a sample, in [0, 1]; null for a loss without hinges.
/// </param>
/// <param name="AgentDistortion">
/// Moving average of the mean squared distance to the own agent: the bound of Proposition 3. The paper sees 0.5 to 0.6.
/// </param>
/// <param name="Scale">The scale now; null for a loss without one.</param>
/// <param name="Floor">Lowest mean loss that balanced classes can reach now; null if none is known.</param>
public sealed record HeadObservation(
    double MeanFeatureNorm,
    double MeanAgentNorm,
    double MeanOwnCosine,
    double MeanHardestCosine,
    double? ActiveHingeShare,
    double AgentDistortion,
    double? Scale,
    double? Floor);
