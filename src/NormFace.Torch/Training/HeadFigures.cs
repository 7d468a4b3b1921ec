using NormFace.Agents;
using NormFace.Losses;
using NormFace.Monitoring;

namespace NormFace.Training;

/// <summary>What the log shows of a loss with agents beside its value.</summary>
internal sealed class HeadFigures(EmbeddingLoss loss)
{
    private readonly AgentLoss? watched =
        AgentLosses(loss).FirstOrDefault(part => part is not CenterLoss) ?? AgentLosses(loss).FirstOrDefault();

    private readonly HeadMonitor? monitor =
        AgentLosses(loss).FirstOrDefault(part => part is not CenterLoss) is { } part ? new HeadMonitor(part) : null;

    /// <summary>The loss whose agents are watched, or null.</summary>
    public AgentLoss? Watched => watched;

    /// <summary>Figures of a batch, and the mean cosine between two agents.</summary>
    public (HeadObservation? Observation, double? AgentCosine) Observe(Tensor features, Tensor labels) =>
        (monitor?.Observe(features, labels), watched is null ? null : MeanCosine(watched.Agents));

    // |sum of unit agents|² counts each pair twice and each agent with itself once.
    private static double? MeanCosine(ClassAgents agents)
    {
        if (agents.ClassCount < 2)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var unit = Geometry.Hypersphere.Project(agents.Vectors.detach());
        var squared = unit.sum(dim: 0).square().sum().to(ScalarType.Float64).item<double>();
        var count = (double)agents.ClassCount;
        return (squared - count) / (count * (count - 1));
    }

    private static IEnumerable<AgentLoss> AgentLosses(EmbeddingLoss loss) => loss switch
    {
        AgentLoss one => [one],
        JointLoss joint => joint.Parts.SelectMany(AgentLosses),
        _ => [],
    };
}
