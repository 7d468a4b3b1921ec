namespace NormFace.Layers;

/// <summary>PReLU: <c>x</c> where that is positive, else <c>a·x</c> with a learned slope for each channel.</summary>
/// <remarks>Source: He et al., arXiv:1502.01852, section 2.1.</remarks>
public sealed record PRelu : Layer
{
    /// <summary>Initial slope.</summary>
    public const double InitialSlope = 0.25;

    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Single(inputs);

    internal override IReadOnlyList<LayerParameter> ParametersFor(ValueShape input) =>
        [new("weight", ParameterKind.Slope, [input.Channels])];
}
