using NormFace.Layers;

namespace NormFace.Networks;

/// <summary>Settings of <c>linear</c>: 512 numbers, 128 features.</summary>
public sealed record LinearOptions() : NumberOptions(inputSize: 512, featureSize: 128)
{
    /// <summary>Whether a learned vector is added to the product; it starts at 0.</summary>
    public bool Bias { get; init; }
}

/// <summary>One product: the features of a frozen network turned towards a task.</summary>
/// <remarks>
/// It starts orthogonal. If it makes no row shorter, every angle between rows is kept, so training starts from what the
/// features can do already; else it starts as a random projection.
/// </remarks>
internal sealed class LinearNetwork()
    : NetworkDefinition<LinearOptions>("linear", "one product, for features of any kind")
{
    protected override NetworkPlan Plan(LinearOptions options) => new(options.Input().Then(
        "embedding",
        new FullyConnected(options.FeatureSize)
        {
            Bias = options.Bias ? 0 : null,
            Start = Initialization.Orthogonal,
        }));
}
