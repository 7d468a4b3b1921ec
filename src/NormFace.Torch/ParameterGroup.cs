namespace NormFace;

/// <summary>A learned tensor with its own share of the learning rate and the weight decay.</summary>
/// <param name="Name">Name within the loss, the key it has in a checkpoint.</param>
/// <param name="Parameter">The tensor.</param>
/// <param name="LearningRateFactor">Factor on the base learning rate, at least 0.</param>
/// <param name="DecayFactor">Factor on the base weight decay, at least 0.</param>
public sealed record ParameterGroup(string Name, Parameter Parameter, double LearningRateFactor, double DecayFactor);
