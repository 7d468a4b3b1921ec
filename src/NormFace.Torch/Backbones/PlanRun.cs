using NormFace.Layers;

namespace NormFace.Backbones;

/// <summary>A plan in libtorch: its layers as modules, and the order in which they run.</summary>
/// <remarks>
/// A value is released as soon as no layer needs it. Otherwise a batch in evaluation would hold the maps of all
/// layers. Autograd keeps what it needs itself.
/// </remarks>
internal sealed class PlanRun
{
    private readonly Step[] steps;
    private readonly int[] outputs;

    private PlanRun(Step[] steps, int[] outputs) => (this.steps, this.outputs) = (steps, outputs);

    /// <summary>Makes the layers of a plan and registers them with a network under their names, one module for each
    /// scope.</summary>
    public static PlanRun Register(Module network, NetworkPlan plan, long seed)
    {
        using var weights = new SeededWeights(seed);
        var scopes = new Dictionary<string, Module>(StringComparer.Ordinal) { [""] = network };
        var places = new Dictionary<PlanValue, int> { [plan.Input] = 0 };
        var steps = new List<Step>();
        foreach (var value in plan.Steps)
        {
            var layer = TorchLayer.Of(value, weights);
            if (layer.Module is { } module)
            {
                ScopeOf(value.Name, scopes).register_module(LastOf(value.Name), module);
            }

            steps.Add(new Step(layer.Forward, [.. value.Inputs.Select(input => places[input])]));
            places[value] = steps.Count;
        }

        int[] outputs = [.. plan.Outputs.Select(output => places[output])];
        var kept = outputs.Append(0).ToHashSet(); // what is given back, and the caller's own
        for (var index = steps.Count - 1; index >= 0; index--)
        {
            steps[index] = steps[index] with { LastUses = [.. steps[index].Inputs.Where(kept.Add)] };
        }

        return new PlanRun([.. steps], outputs);
    }

    /// <summary>Runs the layers.</summary>
    /// <param name="input">What the plan takes, with a batch axis in front.</param>
    /// <returns>What it gives, in the order of its outputs.</returns>
    public Tensor[] Run(Tensor input)
    {
        var values = new Tensor[steps.Length + 1];
        values[0] = input;
        for (var index = 0; index < steps.Length; index++)
        {
            var step = steps[index];
            var inputs = Array.ConvertAll(step.Inputs, place => values[place]);
            var output = step.Forward(inputs);

            // A layer that does nothing, as dropout in evaluation, may give the very tensor that it was given.
            values[index + 1] = Array.Exists(inputs, given => ReferenceEquals(given, output)) ? output.alias() : output;
            Array.ForEach(step.LastUses, place => values[place].Dispose());
        }

        return Array.ConvertAll(outputs, place => values[place]);
    }

    private static Module ScopeOf(string name, Dictionary<string, Module> scopes)
    {
        var path = name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : "";
        if (!scopes.TryGetValue(path, out var scope))
        {
            scope = scopes[path] = new Scope();
            ScopeOf(path, scopes).register_module(LastOf(path), scope);
        }

        return scope;
    }

    private static string LastOf(string name) => name[(name.LastIndexOf('.') + 1)..];

    // Places of values: 0 is the plan's input, a step's own is one behind its index.
    private sealed record Step(Func<Tensor[], Tensor> Forward, int[] Inputs)
    {
        /// <summary>Inputs that no later step needs.</summary>
        public int[] LastUses { get; init; } = [];
    }

    /// <summary>Layers whose names begin alike.</summary>
    private sealed class Scope() : Module(nameof(Scope));
}
