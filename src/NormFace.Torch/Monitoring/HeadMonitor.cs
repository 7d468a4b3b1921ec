using NormFace.Agents;
using NormFace.Losses;
using NormFace.Theory;

namespace NormFace.Monitoring;

/// <summary>
/// Looks at batches through the eyes of a loss with agents, without touching gradients or running statistics.
/// </summary>
/// <remarks>Symbols and the reading of each figure: docs/math.md#monitors.</remarks>
/// <param name="loss">The loss to look through.</param>
/// <param name="retention">
/// Share of the past that the moving average of the distortion keeps, in [0, 1); default: 0.99.
/// </param>
public sealed class HeadMonitor(AgentLoss loss, double retention = 0.99)
{
    private readonly MovingAverage distortion = new(retention);

    /// <summary>Observes one batch. Costs one more product of features and agents, and waits for the device.</summary>
    /// <param name="features">Raw network output. Shape <c>[N, D]</c>, floating, <c>N</c> at least 1.</param>
    /// <param name="labels">
    /// Class of each row, in <c>[0, C)</c>, or the ignored label. Shape <c>[N]</c>, integer.
    /// </param>
    /// <returns>The figures; NaN where every row is ignored.</returns>
    /// <exception cref="ArgumentException">A shape or type is wrong, or a label is out of range.</exception>
    public HeadObservation Observe(Tensor features, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(loss);

        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var rows = loss.Rows(features, labels);
        var agents = loss.Agents;
        var comparison = loss.CompareDirections(rows.Features, rows.Labels);
        var (own, highest) = comparison.Reduce(new OthersHighest());
        var ownCosine = Number(own.mean());
        var others = agents.ClassCount - 1;

        double? active = null;
        if (loss.ActiveHinges is { } hinges && others > 0)
        {
            active = Number(comparison.ReduceInFull(hinges).select(0, 2).mean()) / others;
        }

        return new HeadObservation(
            Number(rows.Features.square().sum(1).sqrt_().mean()),
            Number(agents.Vectors.square().sum(1).sqrt_().mean()),
            ownCosine,
            others == 0 ? double.NaN : Number(highest.mean()),
            active,
            rows.Count == 0 ? distortion.Value : distortion.Add(2 - (2 * ownCosine)),
            loss.CurrentScale,
            loss.Floor);
    }

    private static double Number(Tensor scalar) => scalar.to(ScalarType.Float64).item<double>();
}
