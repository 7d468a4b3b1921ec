using NormFace.Layers;

namespace NormFace.Backbones;

/// <summary>Any plan of layers in libtorch, with all of its outputs: a network that is no embedding, such as a
/// detector.</summary>
public sealed class PlanModule : Module
{
    private readonly PlanRun run;

    /// <summary>Creates a network with fresh weights, in training mode, on the processor, float32.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="plan">Its layers; their names are the keys of its state dictionary.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public PlanModule(string name, NetworkPlan plan, long seed)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Native.NativeStart.Ensure();
        run = PlanRun.Register(this, plan, seed);
        Parameters =
        [
            .. named_parameters().Join(
                plan.Parameters,
                named => named.name,
                learned => learned.Name,
                (named, learned) => (named, Factors: plan.Factors.Of(learned.Kind)))
                .Select(pair => new ParameterGroup(
                    pair.named.name, pair.named.parameter, pair.Factors.LearningRate, pair.Factors.Decay)),
        ];
    }

    /// <summary>What learns, with factors on rate and decay.</summary>
    public IReadOnlyList<ParameterGroup> Parameters { get; }

    /// <summary>Runs the layers.</summary>
    /// <param name="input">What the plan takes, with a batch axis in front. Maps may be larger or smaller than the
    /// plan's where no layer depends on it.</param>
    /// <returns>The outputs of the plan, in its order; the caller disposes them.</returns>
    public Tensor[] Outputs(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return run.Run(input);
    }
}
