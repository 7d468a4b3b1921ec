using System.Globalization;
using NormFace.Losses;
using NormFace.Networks;

namespace NormFace.Reference;

/// <summary>The README's tables of losses and networks.</summary>
internal sealed class CatalogueTables(XmlSummaries summaries)
{
    /// <summary>Every loss with its name in recipes, its class and what it is.</summary>
    public string Losses() => string.Join("\n",
    [
        "| in a recipe | class | what it is |", "|---|---|---|",
        .. LossCatalogue.Default.Names.Select(name => Row($"`{name}`", ClassOf(name))),
        Row("a list of losses", typeof(JointLoss)),
    ]);

    /// <summary>Every network with its size, its input and what it is.</summary>
    public static string Networks() => string.Join("\n",
    [
        "| network | weights | input | feature | what it is |", "|---|---|---|---|---|",
        .. NetworkCatalogue.Default.All.Select(Row),
    ]);

    // The loss of a name is the one that is made with the options of that name.
    private static Type ClassOf(string name) => typeof(EmbeddingLoss).Assembly.GetExportedTypes().Single(type =>
        type.IsSubclassOf(typeof(EmbeddingLoss)) && type.GetConstructors()
            .Any(made =>
                made.GetParameters()
                    .Any(parameter => parameter.ParameterType == LossCatalogue.Default.OptionsOf(name))));

    private string Row(string name, Type loss) => $"| {name} | `{loss.Name}` | {summaries.Of(loss)} |";

    private static string Row(NetworkDefinition network)
    {
        var plan = network.PlanFor();
        var input = plan.Contract is { } contract
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{contract.Width}x{contract.Height} {contract.Channels.ToString().ToLowerInvariant()}")
            : string.Create(CultureInfo.InvariantCulture, $"{plan.Input.Shape.Count} numbers");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| `{network.Name}` | {plan.WeightCount:N0} | {input} | "
            + $"{plan.Outputs[0].Shape.Count} | {network.Description} |");
    }
}
