using NormFace.Pictures;

namespace NormFace.Layers;

/// <summary>A network as layers: the single description for libtorch and ONNX Runtime. Immutable.</summary>
public sealed class NetworkPlan
{
    /// <summary>Completes a plan.</summary>
    /// <param name="outputs">What the network gives, at least one value; they come of one input.</param>
    /// <exception cref="ArgumentException">There is no output, there are several inputs, or two layers have one
    /// name.</exception>
    public NetworkPlan(params IReadOnlyList<PlanValue> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var values = InOrder(outputs);
        Outputs = [.. outputs];
        Input = values.Count(value => value.Layer is null) == 1
            ? values.Single(value => value.Layer is null)
            : throw new ArgumentException("A plan must have outputs that all come of one input.", nameof(outputs));
        Steps = [.. values.Where(value => value.Layer is not null)];
        Parameters = [.. Steps.SelectMany(step => step.Parameters, (step, parameter) =>
            parameter with { Name = $"{step.Name}.{parameter.Name}" })];

        var names = Steps.CountBy(step => step.Name, StringComparer.Ordinal);
        if (names.FirstOrDefault(count => count.Value > 1).Key is { } twice)
        {
            throw new ArgumentException($"Layers must have different names, but two are '{twice}'.", nameof(outputs));
        }
    }

    /// <summary>What the network takes.</summary>
    public PlanValue Input { get; }

    /// <summary>What it expects of its pixels; null if its input is no picture.</summary>
    public PixelContract? Contract => Input.Contract;

    /// <summary>The layers in the order in which they run, each after those it needs.</summary>
    public IReadOnlyList<PlanValue> Steps { get; }

    /// <summary>What it gives.</summary>
    public IReadOnlyList<PlanValue> Outputs { get; }

    /// <summary>Every learned tensor under its key in checkpoints, in the order of the layers.</summary>
    public IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>Number of learned values, frozen ones included; statistics of normalisations are not counted.</summary>
    public long WeightCount => (long)Parameters.Sum(parameter => parameter.Count);

    /// <summary>Factors on learning rate and decay.</summary>
    public LearningFactors Factors { get; init; } = new();

    // Depth first, so that the branches of a sum follow each other in the order in which they are added.
    private static List<PlanValue> InOrder(IEnumerable<PlanValue> outputs)
    {
        var (ordered, known) = (new List<PlanValue>(), new HashSet<PlanValue>());
        var open = new Stack<PlanValue>(outputs.Reverse());
        while (open.TryPeek(out var value))
        {
            if (value.Inputs.Where(input => !known.Contains(input)).ToArray() is [_, ..] missing)
            {
                Array.ForEach([.. missing.Reverse()], open.Push);
            }
            else if (known.Add(open.Pop()))
            {
                ordered.Add(value);
            }
        }

        return ordered;
    }
}
