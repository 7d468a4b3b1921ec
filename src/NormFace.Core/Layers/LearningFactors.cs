namespace NormFace.Layers;

/// <summary>Factors on learning rate and weight decay by kind of tensor. Weights have 1 and 1, normalisations 1 and
/// 0.</summary>
public sealed record LearningFactors
{
    /// <summary>Caffe's habit: biases learn at twice the rate and do not decay, slopes decay.</summary>
    public static LearningFactors Caffe { get; } = new() { BiasRate = 2, SlopeDecay = 1 };

    /// <summary>Factor on the learning rate of biases; default: 1.</summary>
    public double BiasRate { get; init; } = 1;

    /// <summary>Factor on the decay of biases; default: 0.</summary>
    public double BiasDecay { get; init; }

    /// <summary>Factor on the decay of slopes; default: 0.</summary>
    public double SlopeDecay { get; init; }

    /// <summary>The factors of a kind of tensor.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Factor on the learning rate, and on the decay.</returns>
    public (double LearningRate, double Decay) Of(ParameterKind kind) => kind switch
    {
        ParameterKind.Bias => (BiasRate, BiasDecay),
        ParameterKind.Slope => (1, SlopeDecay),
        ParameterKind.Normalization => (1, 0),
        _ => (1, 1),
    };
}
