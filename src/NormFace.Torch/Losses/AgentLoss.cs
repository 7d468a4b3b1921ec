using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;

namespace NormFace.Losses;

/// <summary>A loss that compares each feature with its own class's agent and with all others.</summary>
/// <remarks>
/// A loss is its formula on two numbers per sample: the own cosine and one reduction of the other cosines. How those
/// are formed (all at once, tile by tile) is decided below it. The base registers agents and scale, under the
/// checkpoint keys <c>agents</c> and <c>scale</c>.
/// </remarks>
public abstract class AgentLoss : EmbeddingLoss
{
    // The field names are checkpoint keys: renaming one breaks saved models.
    private readonly Scale? scale;
    private readonly ClassAgents agents;

    /// <summary>Creates the loss on agents.</summary>
    /// <param name="agents">The agents; several losses may share them.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <param name="scale">How the scale is chosen, or null for a loss without one.</param>
    /// <exception cref="ArgumentException">
    /// An option is outside its range, or options contradict each other.
    /// </exception>
    protected AgentLoss(ClassAgents agents, AgentLossOptions? options = null, ScaleOptions? scale = null)
        : base(options ?? new AgentLossOptions())
    {
        ArgumentNullException.ThrowIfNull(agents);
        this.agents = agents;
        if (scale is not null)
        {
            this.scale = new Scale(scale, agents.ClassCount);
            register_module(nameof(scale), this.scale);
        }

        register_module(nameof(agents), agents);
    }

    /// <summary>The class agents; several losses may share them.</summary>
    public ClassAgents Agents => agents;

    /// <inheritdoc />
    public sealed override int? ClassCount => agents.ClassCount;

    /// <inheritdoc />
    public sealed override int? FeatureSize => agents.FeatureSize;

    /// <summary>
    /// The scale on the cosines now, or null for a loss without one. Waits for the device where it is learned.
    /// </summary>
    public virtual double? CurrentScale => scale?.Value;

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
        scale?.Group is { } group ? [agents.Group, group] : [agents.Group];

    /// <summary>
    /// What counts as an active hinge in monitoring, for a loss of hinges: the depth to which other agents push.
    /// </summary>
    protected internal virtual OthersHingeSum? ActiveHinges => null;

    /// <summary>Classes compared at a time; null for what suits the device.</summary>
    internal int? TileSize { get; set; }

    /// <summary>Whether the products with other agents are computed in bfloat16; the own product, the reduction
    /// and all else stay in float32.</summary>
    internal bool HasBFloat16Products { get; set; }

    /// <summary>Prepares the comparison of features, as they are passed in, with the agents.</summary>
    /// <param name="features">Features as they enter the product. Shape <c>[N, D]</c>.</param>
    /// <param name="labels">Shape <c>[N]</c>.</param>
    /// <param name="projectsAgents">Whether agents count by direction only.</param>
    /// <param name="bias">Bias of each class, or null. Shape <c>[C]</c>.</param>
    /// <returns>The comparison.</returns>
    protected Comparison Compare(Tensor features, Tensor labels, bool projectsAgents = true, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        var inPlace = agents.Options.Mode == AgentMode.RenormalizedInPlace;
        if (projectsAgents && inPlace)
        {
            agents.RenormalizeInPlace();
        }

        var type = Precision.Of(features, agents.Vectors);
        double? epsilon = projectsAgents && !inPlace ? agents.Options.Epsilon : null;
        return new Comparison(new AgentProducts(
            features.to(type), agents.InType(type), bias?.to(type), labels, epsilon, TileSize,
            HasBFloat16Products && type == ScalarType.Float32));
    }

    /// <summary>Prepares the comparison by cosine: features on the unit sphere, agents by direction.</summary>
    /// <param name="features">Raw features. Shape <c>[N, D]</c>.</param>
    /// <param name="labels">Shape <c>[N]</c>.</param>
    /// <returns>The comparison.</returns>
    protected internal Comparison CompareDirections(Tensor features, Tensor labels) =>
        Compare(Hypersphere.Project(features, epsilon: FeatureEpsilon), labels);

    /// <summary>The scale for a batch, through which a gradient flows where it is learned.</summary>
    /// <param name="features">Features, for type and device.</param>
    /// <returns>A scalar; null for a loss without a scale.</returns>
    protected Tensor? ScaleFor(Tensor features) => scale?.Current(features);
}
