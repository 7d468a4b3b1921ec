using NormFace.Losses;
using NormFace.Native;
using TorchSharp;

namespace NormFace.Experiments;

/// <summary>
/// Training without a network: features and agents are free vectors, one feature for each class, and plain gradient
/// descent moves both. What a loss does to geometry shows here within a second.
/// </summary>
/// <remarks>
/// In a dimension of at least <c>n − 1</c> a normalised softmax reaches its bound here, with agents on a regular
/// simplex.
/// Source: Wang et al., "NormFace", arXiv:1704.06369, Proposition 2.
/// </remarks>
public static class FreeVectors
{
    /// <summary>Trains in float64 from random directions.</summary>
    /// <param name="loss">The loss; its agents are moved to float64 and trained.</param>
    /// <param name="options">How to train.</param>
    /// <param name="cancellation">Ends the training between two steps.</param>
    /// <returns>Loss, scale and floor before every step and after the last, and the geometry reached.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    /// <exception cref="OperationCanceledException">The training was ended.</exception>
    public static FreeVectorRun Train(
        AgentLoss loss, FreeVectorOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, 1);
        if (!(options.LearningRate > 0 && double.IsFinite(options.LearningRate)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LearningRate, FormattableString.Invariant(
                $"LearningRate must be finite and above 0, but was {options.LearningRate}."));
        }

        using var pause = CollectionPause.Start();
        using var scope = NewDisposeScope();
        loss.to(ScalarType.Float64);
        var count = loss.Agents.ClassCount;
        var features = Agents.ClassAgents.UnitBall(
            count, loss.Agents.FeatureSize, options.Seed).to(ScalarType.Float64).requires_grad_();
        var labels = arange(count, dtype: ScalarType.Int64);
        var learned = loss.ParameterGroups.Select(group => (Tensor)group.Parameter).Append(features).ToArray();
        var points = new List<FreeVectorPoint>(options.Steps + 1);

        for (var step = 0; step <= options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = NewDisposeScope();
            var value = loss.call(features, labels);
            points.Add(new FreeVectorPoint(value.item<double>(), loss.CurrentScale, loss.Floor));

            if (step < options.Steps)
            {
                (value * count).backward(); // the sum over classes, so that one rate fits any number of them
                Descend(learned, options.LearningRate);
            }

            pause.Breathe();
        }

        return new FreeVectorRun(
            points, OwnCosine(features, loss), OtherCosine(loss, isHighest: false), OtherCosine(loss, isHighest: true));
    }

    private static void Descend(Tensor[] learned, double rate)
    {
        using var gradientOff = no_grad();

        foreach (var tensor in learned)
        {
            if (tensor.grad is { } gradient)
            {
                tensor.add_(gradient, -rate);
                gradient.zero_();
            }
        }
    }

    private static double OwnCosine(Tensor features, AgentLoss loss)
    {
        using var gradientOff = no_grad();
        return (Geometry.Hypersphere.Project(features) * loss.Agents.Unit()).sum(1).mean().item<double>();
    }

    private static double OtherCosine(AgentLoss loss, bool isHighest)
    {
        var count = loss.Agents.ClassCount;
        if (count == 1)
        {
            return double.NaN;
        }

        var unit = loss.Agents.Unit();
        var others = unit.mm(unit.t()).masked_select(eye(count, dtype: ScalarType.Bool).logical_not());
        return (isHighest ? others.max() : others.mean()).item<double>();
    }
}

/// <summary>How free vectors are trained.</summary>
/// <param name="Steps">Number of steps, at least 1.</param>
/// <param name="LearningRate">Step size on the loss summed over classes, above 0.</param>
/// <param name="Seed">Seed of the first features.</param>
public sealed record FreeVectorOptions(int Steps = 800, double LearningRate = 0.5, long Seed = 1);

/// <summary>State before one step.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Scale">Scale; null for a loss without one.</param>
/// <param name="Floor">Lowest loss at that scale; null if none is known.</param>
public readonly record struct FreeVectorPoint(double Loss, double? Scale, double? Floor);

/// <summary>A finished training of free vectors.</summary>
/// <param name="Points">State before every step and after the last.</param>
/// <param name="OwnCosine">Mean cosine of features with their agents, in [−1, 1].</param>
/// <param name="MeanOtherCosine">
/// Mean cosine of two agents, in [−1, 1]; <c>−1/(n−1)</c> on a regular simplex. NaN with one class.
/// </param>
/// <param name="HighestOtherCosine">Highest cosine of two agents, in [−1, 1]. NaN with one class.</param>
public sealed record FreeVectorRun(
    IReadOnlyList<FreeVectorPoint> Points, double OwnCosine, double MeanOtherCosine, double HighestOtherCosine)
{
    /// <summary>State after the last step.</summary>
    public FreeVectorPoint Last => Points[^1];
}
