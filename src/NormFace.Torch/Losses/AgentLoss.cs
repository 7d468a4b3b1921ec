using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>A loss that compares each feature with its own class's agent and with all others.</summary>
/// <remarks>
/// A leaf is its formula on two numbers per sample: the own cosine and one reduction of the other cosines. How those are
/// formed (all at once, tile by tile) is decided below it.
/// </remarks>
public abstract class AgentLoss : EmbeddingLoss
{
    // The field name is the checkpoint key: renaming it breaks saved models.
    private readonly ClassAgents agents;

    private protected AgentLoss(string name, ClassAgents agents, LossOptions options)
        : base(name, options.IgnoreLabel)
    {
        Require.Epsilon(options.FeatureEpsilon, nameof(LossOptions.FeatureEpsilon));
        this.agents = agents;
        FeatureEpsilon = options.FeatureEpsilon;
    }

    /// <summary>The class agents; several losses may share them.</summary>
    public ClassAgents Agents => agents;

    /// <summary>ε inside the root of a feature's length.</summary>
    public double FeatureEpsilon { get; }

    /// <summary>The scale on the cosines now, or null for a loss without one. Waits for the device where it is learned.</summary>
    public virtual double? CurrentScale => null;

    /// <summary>Depth to which other agents push, for a loss of hinges: what counts as active; else null.</summary>
    internal virtual OthersHingeSum? ActiveHinges => null;

    /// <summary>Classes compared at a time; null for what suits the device.</summary>
    internal int? TileSize { get; set; }

    /// <inheritdoc />
    internal sealed override int? ClassLimit => agents.ClassCount;

    /// <inheritdoc />
    internal sealed override int? FeatureLimit => agents.FeatureSize;

    /// <summary>Prepares the comparison of features, as they are handed in, with the agents.</summary>
    /// <param name="features">Features as they enter the product. Shape <c>[N, D]</c>.</param>
    /// <param name="labels">Shape <c>[N]</c>.</param>
    /// <param name="projectsAgents">Whether agents count by direction only.</param>
    /// <param name="bias">Bias of each class, or null. Shape <c>[C]</c>.</param>
    private protected Comparison Compare(Tensor features, Tensor labels, bool projectsAgents = true, Tensor? bias = null)
    {
        var inPlace = agents.Options.Mode == AgentMode.RenormalizedInPlace;
        if (projectsAgents && inPlace)
        {
            agents.RenormalizeInPlace();
        }

        var type = Precision.Of(features, agents.Vectors);
        double? epsilon = projectsAgents && !inPlace ? agents.Options.Epsilon : null;
        return new Comparison(features.to(type), agents.InType(type), bias?.to(type), labels, epsilon) { TileSize = TileSize };
    }

    /// <summary>Prepares the comparison by cosine: features on the unit sphere, agents by direction.</summary>
    internal Comparison CompareDirections(Tensor features, Tensor labels) =>
        Compare(Hypersphere.Project(features, epsilon: FeatureEpsilon), labels);
}
