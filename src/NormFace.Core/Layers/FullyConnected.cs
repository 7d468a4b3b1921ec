namespace NormFace.Layers;

/// <summary>A fully connected layer of rows.</summary>
/// <param name="Outputs">Values it gives, at least 1.</param>
public sealed record FullyConnected(int Outputs) : Layer
{
    /// <summary>Initial value of the biases; default: null, for a layer without any.</summary>
    public double? Bias { get; init; }

    /// <summary>How the weights start; default: <see cref="Initialization.He"/>.</summary>
    public Initialization Start { get; init; } = Initialization.He;

    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Single(inputs).IsMap
        ? throw new ArgumentException($"it takes a row [D], but was given {inputs[0]}: flatten the map first")
        : ValueShape.Row(AtLeast(1, Outputs, "outputs"));

    internal override IReadOnlyList<LayerParameter> ParametersFor(ValueShape input)
    {
        var weight = new LayerParameter("weight", ParameterKind.Weight, [Outputs, input.Channels]);
        return Bias is null ? [weight] : [weight, new LayerParameter("bias", ParameterKind.Bias, [Outputs])];
    }
}
