namespace NormFace.Layers;

/// <summary>A kind of layer with its settings: the vocabulary of plans.</summary>
/// <remarks>
/// The vocabulary is closed, because each engine must know every kind. A new kind is a record here, a case in
/// <c>TorchLayer</c> and a case in <c>PlanGraph</c>.
/// </remarks>
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>Shape of what the layer gives; of count 0 if nothing is left of a map.</summary>
    /// <exception cref="ArgumentException">It cannot take these shapes, or a setting is out of range.</exception>
    internal abstract ValueShape OutputOf(IReadOnlyList<ValueShape> inputs);

    /// <summary>The tensors that the layer learns, in the order in which checkpoints hold them.</summary>
    internal virtual IReadOnlyList<LayerParameter> ParametersFor(ValueShape input) => [];

    private protected static ValueShape Single(IReadOnlyList<ValueShape> inputs) => inputs.Count == 1
        ? inputs[0]
        : throw new ArgumentException($"it takes one value, but was given {inputs.Count}");

    private protected static ValueShape SingleMap(IReadOnlyList<ValueShape> inputs) => Single(inputs).IsMap
        ? inputs[0]
        : throw new ArgumentException($"it takes a map [C, H, W], but was given {inputs[0]}");

    private protected static int AtLeast(int lowest, int value, string name) => value >= lowest
        ? value
        : throw new ArgumentException($"its {name} must be at least {lowest}, but was {value}");

    private protected static int WholeWindows(int side, int kernel, int stride) =>
        side < kernel ? 0 : ((side - kernel) / stride) + 1;
}
