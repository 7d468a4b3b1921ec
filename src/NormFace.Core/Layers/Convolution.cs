namespace NormFace.Layers;

/// <summary>A convolution of maps; beyond the edge lie zeros.</summary>
/// <param name="Outputs">Channels it gives, at least 1.</param>
/// <param name="KernelHeight">Rows of the kernel, at least 1.</param>
/// <param name="KernelWidth">Columns of the kernel, at least 1.</param>
public sealed record Convolution(int Outputs, int KernelHeight, int KernelWidth) : Layer
{
    /// <summary>Creates a convolution with a square kernel.</summary>
    /// <param name="outputs">Channels it gives, at least 1.</param>
    /// <param name="kernel">Rows and columns of the kernel, at least 1.</param>
    public Convolution(int outputs, int kernel)
        : this(outputs, kernel, kernel)
    {
    }

    /// <summary>Step between windows, at least 1; default: 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Rows and columns of zeros at each edge; default: 0.</summary>
    public int Padding { get; init; }

    /// <summary>Rows and columns of zeros at the lower and right edge alone, besides <see cref="Padding"/>; default: 0.
    /// TensorFlow pads so where a stride leaves one over.</summary>
    public int ExtraPadding { get; init; }

    /// <summary>Groups of channels that do not see each other; divides inputs and outputs; default: 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Initial value of the biases; default: null, for a layer without any.</summary>
    public double? Bias { get; init; }

    /// <summary>Whether the biases stay what they are; default: false.</summary>
    public bool IsBiasFrozen { get; init; }

    /// <summary>How the weights start; default: <see cref="Initialization.He"/>.</summary>
    public Initialization Start { get; init; } = Initialization.He;

    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs)
    {
        var map = SingleMap(inputs);
        AtLeast(1, Outputs, "outputs");
        AtLeast(1, Stride, "stride");
        AtLeast(0, Padding, "padding");
        AtLeast(0, ExtraPadding, "extra padding");
        if (AtLeast(1, Groups, "groups") > 1 && (map.Channels % Groups != 0 || Outputs % Groups != 0))
        {
            throw new ArgumentException($"its {Groups} groups must divide {map.Channels} inputs and {Outputs} outputs");
        }

        return ValueShape.Map(
            Outputs,
            Side(map.Height, AtLeast(1, KernelHeight, "kernel height")),
            Side(map.Width, AtLeast(1, KernelWidth, "kernel width")));
    }

    internal override IReadOnlyList<LayerParameter> ParametersFor(ValueShape input)
    {
        long[] shape = [Outputs, input.Channels / Groups, KernelHeight, KernelWidth];
        var weight = new LayerParameter("weight", ParameterKind.Weight, shape);
        return Bias is null ? [weight] : [weight, new LayerParameter("bias", ParameterKind.Bias, [Outputs])];
    }

    private int Side(int side, int kernel) => WholeWindows(side + (2 * Padding) + ExtraPadding, kernel, Stride);
}
