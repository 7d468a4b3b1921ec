namespace NormFace.Layers;

/// <summary>Batch normalisation of each channel, with learned scale and shift; ε is 1e-5.</summary>
/// <remarks>Source: Ioffe and Szegedy, arXiv:1502.03167, algorithm 2.</remarks>
public sealed record BatchNormalization : Layer
{
    /// <summary>ε, which is added to the variance.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Whether the scale stays 1; default: false.</summary>
    public bool IsScaleFrozen { get; init; }

    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Single(inputs);

    internal override IReadOnlyList<LayerParameter> ParametersFor(ValueShape input) =>
    [
        new("weight", ParameterKind.Normalization, [input.Channels]),
        new("bias", ParameterKind.Normalization, [input.Channels]),
    ];
}
