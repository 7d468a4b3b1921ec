using NormFace.Pictures;

namespace NormFace.Layers;

/// <summary>A value in a plan: its input, or the output of a layer. Immutable.</summary>
public sealed class PlanValue
{
    /// <summary>Most weights of one layer: a gigabyte of float32. A claimed size beyond it is a mistake, or an
    /// attack.</summary>
    private const double WeightLimit = 1 << 28;

    private readonly PlanValue[] inputs;

    private PlanValue(string name, Layer? layer, ValueShape shape, PlanValue[] inputs, PixelContract? contract = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Layer, Shape, this.inputs, Contract) = (name, layer, shape, inputs, contract);
    }

    /// <summary>Name of the layer. A layer that learns has its tensors under this name in checkpoints; dots part
    /// scopes.</summary>
    public string Name { get; }

    /// <summary>The layer; null for the input of the plan.</summary>
    public Layer? Layer { get; }

    /// <summary>Shape without the batch axis.</summary>
    public ValueShape Shape { get; }

    /// <summary>The values the layer takes; none for the input of the plan.</summary>
    public IReadOnlyList<PlanValue> Inputs => inputs;

    /// <summary>What the input of a plan expects of its pixels; null for other values, and for inputs that are no
    /// pictures.</summary>
    public PixelContract? Contract { get; }

    /// <summary>The tensors the layer learns.</summary>
    public IReadOnlyList<LayerParameter> Parameters => Layer?.ParametersFor(inputs[0].Shape) ?? [];

    /// <summary>Pictures as the input of a plan.</summary>
    /// <param name="contract">What the network expects of its pixels.</param>
    /// <returns>Maps <c>[C, H, W]</c>.</returns>
    /// <exception cref="ArgumentException">A part of the contract is out of range.</exception>
    public static PlanValue Pictures(PixelContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var shape = ValueShape.Map(contract.Checked().ChannelCount, contract.Height, contract.Width);
        return new PlanValue("pictures", null, shape, [], contract);
    }

    /// <summary>Numbers that are no pictures as the input of a plan.</summary>
    /// <param name="shape">Their shape, of at least one number.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shape is empty.</exception>
    public static PlanValue Numbers(ValueShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Count, 1, nameof(shape));
        return new PlanValue("numbers", null, shape, []);
    }

    /// <summary>The output of a layer with several inputs.</summary>
    /// <param name="name">Name of the layer, unique in the plan.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it takes.</param>
    /// <returns>What it gives.</returns>
    /// <exception cref="ArgumentException">The layer cannot take these values, leaves nothing of them, or is too
    /// large.</exception>
    public static PlanValue Of(string name, Layer layer, params PlanValue[] inputs)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(inputs);
        ValueShape shape;
        try
        {
            shape = layer.OutputOf([.. inputs.Select(input => input.Shape)]);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"'{name}' ({layer.GetType().Name}) is not possible: {error.Message}.", error);
        }

        if (shape.Count == 0)
        {
            throw new ArgumentException(
                $"'{name}' leaves nothing of a map of shape {inputs[0].Shape}. Choose a larger input.");
        }

        var value = new PlanValue(name, layer, shape, [.. inputs]);
        return value.Parameters.FirstOrDefault(parameter => parameter.Count > WeightLimit) is not { } large
            ? value
            : throw new ArgumentException(FormattableString.Invariant(
                $"'{name}' must have at most {WeightLimit} weights, but {large.Name} of shape [")
                + string.Join(", ", large.Shape) + "] would have more. Choose a smaller input or feature size.");
    }

    /// <summary>The output of a layer with this value as input.</summary>
    /// <param name="name">Name of the layer, unique in the plan.</param>
    /// <param name="layer">The layer.</param>
    /// <returns>What it gives.</returns>
    /// <exception cref="ArgumentException">The layer cannot take this value, leaves nothing of it, or is too
    /// large.</exception>
    public PlanValue Then(string name, Layer layer) => Of(name, layer, this);

    /// <summary>The output of an unnamed layer with this value as input.</summary>
    /// <param name="layer">The layer; one that learns nothing. It is named after this value.</param>
    /// <returns>What it gives.</returns>
    /// <exception cref="ArgumentException">The layer cannot take this value, or leaves nothing of it.</exception>
    public PlanValue Then(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Of($"{Name}/{layer.GetType().Name}", layer, this);
    }

    /// <summary>The sum of this value and another.</summary>
    /// <param name="name">Name of the sum, unique in the plan.</param>
    /// <param name="other">The other, of the same shape.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public PlanValue Plus(string name, PlanValue other) => Of(name, new Sum(), this, other);
}
