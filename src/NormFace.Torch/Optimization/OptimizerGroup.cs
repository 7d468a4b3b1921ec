namespace NormFace.Optimization;

/// <summary>Parameters that share their factors on rate and decay, with what an optimiser keeps for each.</summary>
/// <param name="LearningRateFactor">Factor on the base learning rate.</param>
/// <param name="DecayFactor">Factor on the base weight decay.</param>
/// <param name="Names">Name of each parameter.</param>
/// <param name="Parameters">The parameters.</param>
internal sealed record OptimizerGroup(
    double LearningRateFactor, double DecayFactor, IReadOnlyList<string> Names, IReadOnlyList<Parameter> Parameters)
{
    /// <summary>
    /// Puts parameters with equal factors together. Those with rate factor 0 are left out: they are frozen.
    /// </summary>
    public static IReadOnlyList<OptimizerGroup> Of(IEnumerable<ParameterGroup> parameters) =>
    [
        .. parameters
            .Where(parameter => parameter.LearningRateFactor > 0)
            .GroupBy(parameter => (
                parameter.LearningRateFactor,
                parameter.DecayFactor,
                parameter.Parameter.dtype,
                parameter.Parameter.device.ToString()))
            .Select(group => new OptimizerGroup(
                group.Key.LearningRateFactor,
                group.Key.DecayFactor,
                [.. group.Select(parameter => parameter.Name)],
                [.. group.Select(parameter => parameter.Parameter)])),
    ];
}
