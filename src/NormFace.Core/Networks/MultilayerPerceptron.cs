using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using NormFace.Layers;
using NormFace.Settings;

namespace NormFace.Networks;

/// <summary>Settings of <c>mlp</c>: 512 numbers, one hidden layer of 512, 128 features.</summary>
public sealed record MultilayerPerceptronOptions() : NumberOptions(inputSize: 512, featureSize: 128), IValidatedOptions
{
    private const int LargestLayer = 65536;

    /// <summary>Values of each hidden layer, in their order, each in [1, 65536]; one layer or several.</summary>
    [Length(1, 64)]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Settings read the range, and count the list.")]
    public IReadOnlyList<long> Hidden { get; init; } = [512];

    /// <summary>Activation of the hidden layers.</summary>
    public HiddenActivation Activation { get; init; }

    /// <summary>Whether hidden layers are normalised over the batch, before their activation.</summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>Dropout rate of every hidden layer.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double DropoutRate { get; init; }

    /// <summary>Whether a hidden layer that is as large as the one before it is added to that.</summary>
    public bool Residual { get; init; }

    /// <inheritdoc />
    public void Validate()
    {
        foreach (var size in Hidden)
        {
            if (size is < 1 or > LargestLayer)
            {
                throw new SettingException(
                    "hidden", $"must hold whole numbers in [1, {LargestLayer}], but one was {size}.");
            }
        }
    }

    /// <inheritdoc />
    public bool Equals(MultilayerPerceptronOptions? other) =>
        base.Equals(other)
        && Hidden.SequenceEqual(other.Hidden)
        && (Activation, BatchNorm, DropoutRate, Residual)
            == (other.Activation, other.BatchNorm, other.DropoutRate, other.Residual);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(
        base.GetHashCode(), Hidden.Count, Hidden.Sum(), Activation, BatchNorm, DropoutRate, Residual);
}

/// <summary>Fully connected layers with activations: what one product cannot do.</summary>
internal sealed class MultilayerPerceptron()
    : NetworkDefinition<MultilayerPerceptronOptions>("mlp", "hidden layers and a product, for features of any kind")
{
    protected override NetworkPlan Plan(MultilayerPerceptronOptions options)
    {
        var value = options.Input();
        foreach (var (index, size) in options.Hidden.Index())
        {
            var layer = Hidden(value, $"hidden{index + 1}", (int)size, options);
            value = options.Residual && layer.Shape == value.Shape ? value.Plus($"sum{index + 1}", layer) : layer;
        }

        return new(value.Then("embedding", new FullyConnected(options.FeatureSize) { Start = Initialization.Xavier }));
    }

    private static PlanValue Hidden(PlanValue value, string name, int size, MultilayerPerceptronOptions options)
    {
        // A bias before a normalisation would change nothing.
        value = value.Then($"{name}.product", new FullyConnected(size) { Bias = options.BatchNorm ? null : 0 });
        if (options.BatchNorm)
        {
            value = value.Then($"{name}.bn", new BatchNormalization());
        }

        value = options.Activation == HiddenActivation.PRelu
            ? value.Then($"{name}.prelu", new PRelu())
            : value.Then($"{name}.relu", new Relu());
        return options.DropoutRate > 0 ? value.Then($"{name}.dropout", new Dropout(options.DropoutRate)) : value;
    }
}
