namespace NormFace.Graphs;

/// <summary>What a trained batch normalisation does to a channel: <c>y = Factor · x + Shift</c>.</summary>
/// <remarks><c>Factor = γ/√(σ² + ε)</c>, <c>Shift = β − Factor·μ</c>, in float64. Source: Ioffe and Szegedy,
/// arXiv:1502.03167, algorithm 2.</remarks>
/// <param name="Factor">One number a channel.</param>
/// <param name="Shift">One number a channel.</param>
internal sealed record BatchScale(double[] Factor, double[] Shift)
{
    /// <summary>ε of PyTorch's layers.</summary>
    public const float Epsilon = (float)Layers.BatchNormalization.Epsilon;

    /// <summary>Reads a layer's numbers.</summary>
    public static BatchScale Of(LayerWeights weights, string layer, long channels)
    {
        var (gamma, beta) = (weights.Get($"{layer}.weight", channels), weights.Get($"{layer}.bias", channels));
        var (mean, variance) =
            (weights.Get($"{layer}.running_mean", channels), weights.Get($"{layer}.running_var", channels));
        var (factor, shift) = (new double[channels], new double[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            factor[channel] = gamma[channel] / Math.Sqrt(variance[channel] + (double)Epsilon);
            shift[channel] = beta[channel] - (factor[channel] * mean[channel]);
        }

        return new BatchScale(factor, shift);
    }

    /// <summary>A layer before it, with this scale put into its weights: rows of weights, one row a channel, and
    /// biases.</summary>
    public (float[] Weights, float[] Biases) Folded(float[] rows, float[]? biases)
    {
        var (length, folded) = (rows.Length / Factor.Length, new float[rows.Length]);
        for (var index = 0; index < rows.Length; index++)
        {
            folded[index] = (float)(rows[index] * Factor[index / length]);
        }

        return (
            folded,
            [.. Factor.Select((factor, channel) => (float)((factor * (biases?[channel] ?? 0)) + Shift[channel]))]);
    }
}
