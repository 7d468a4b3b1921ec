using NormFace.Layers;
using NormFace.Networks;

namespace NormFace.Backbones;

/// <summary>A network that is written down as a plan of layers.</summary>
/// <remarks>
/// The names of its layers are the keys of its state dictionary; those of published networks are kept, so that their
/// weights can be read without a table of names. The initial weights depend on <see cref="NetworkOptions.Seed"/> alone,
/// and the global generator is neither read nor moved.
/// </remarks>
public sealed class PlannedBackbone : Backbone
{
    private readonly PlanRun run;
    private readonly Dictionary<string, (double LearningRate, double Decay)> factors;

    /// <summary>Creates a network with fresh weights, in training mode, on the processor, float32.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="options">Its settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">The settings are another network's or out of range, or the network gives no
    /// feature of pictures or rows.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public PlannedBackbone(NetworkDefinition definition, NetworkOptions? options = null)
        : this(Required(definition), options ?? definition.Defaults, definition.PlanFor(options))
    {
    }

    private PlannedBackbone(NetworkDefinition definition, NetworkOptions options, NetworkPlan plan)
        : base(definition.Name, options, SizeOf(plan, definition.Name), plan.Input)
    {
        run = PlanRun.Register(this, plan, options.Seed);
        factors = plan.Parameters.ToDictionary(learned => learned.Name, learned => plan.Factors.Of(learned.Kind));
    }

    /// <summary>Creates a network of a catalogue with fresh weights, in training mode, on the processor,
    /// float32.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Its settings; the defaults if null.</param>
    /// <param name="networks">The catalogue; <see cref="NetworkCatalogue.Default"/> if null.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">There is no member of that name, or the settings are another network's or
    /// out of range.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static PlannedBackbone Create(
        string name, NetworkOptions? options = null, NetworkCatalogue? networks = null) =>
        new((networks ?? NetworkCatalogue.Default).Find(name), options);

    /// <inheritdoc />
    protected override Tensor Features(Tensor input) => run.Run(input)[0];

    /// <inheritdoc />
    protected override (double LearningRate, double Decay) FactorsOf(string name, Parameter parameter) => factors[name];

    private static NetworkDefinition Required(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition;
    }

    private static int SizeOf(NetworkPlan plan, string name) =>
        plan is { Outputs: [{ Shape.IsMap: false } feature] } && (plan.Contract is not null || !plan.Input.Shape.IsMap)
        ? feature.Shape.Channels
        : throw new ArgumentException(
            $"{name} must make one row [D] of pictures, or of a row of numbers, to be an embedding network.");
}
