using NormFace.Layers;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Onnx;
using NormFace.Pictures;
using NormFace.Settings;

namespace NormFace.Graphs;

/// <summary>A model file as a graph: pictures or rows of numbers in, features out.</summary>
internal static class ModelGraph
{
    /// <summary>Name of what goes in, of a network of pictures.</summary>
    public const string Pictures = "pictures";

    /// <summary>Name of what goes in, of a network of rows.</summary>
    public const string Rows = "rows";

    /// <summary>Name of what comes out.</summary>
    public const string Features = "features";

    private const float UnitEpsilon = 1e-12f; // as Hypersphere.Project: a zero vector stays zero

    /// <summary>Writes down the network of a model file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="options">What else goes into the graph.</param>
    /// <param name="networks">The networks it may name.</param>
    /// <exception cref="InvalidDataException">The network is not in the catalogue, its settings do not fit it, or its
    /// weights are not all there; or pixel values are asked for of a network that takes none.</exception>
    public static OnnxModel Of(ModelFile model, string file, ExportOptions options, NetworkCatalogue networks)
    {
        var header = model.Header;
        var numbers = model.Tensors.Where(
            tensor => !tensor.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal));
        var graph = new GraphBuilder(new LayerWeights(numbers, file), options.UsesPRelu);
        var plan = PlanOf(header, file, networks);
        var input = plan.Input.Shape.IsMap ? Pictures : Rows;
        var value = options.TakesBytes ? Scaled(graph, header.RequirePictures(file)) : input;
        value = PlanGraph.Add(graph, plan, value)[0];
        value = options.GivesUnitVectors ? graph.Unit(value, "unit", UnitEpsilon) : value;
        var nodes = graph.Nodes.Select(node => node with
        {
            Outputs = [.. node.Outputs.Select(Renamed)],
            Inputs = [.. node.Inputs.Select(Renamed)],
        });
        return new OnnxModel(
            header.Network,
            [new OnnxValue(input, GraphBuilder.Shape([.. Sides(plan.Input.Shape)]))],
            [new OnnxValue(Features, GraphBuilder.Shape("N", header.FeatureSize))],
            [.. nodes],
            graph.Initializers,
            ExportTexts.Write(header, options));

        string Renamed(string name) => name == value ? Features : name == Features ? $"{Features}/layer" : name;
    }

    private static NetworkPlan PlanOf(ModelHeader header, string file, NetworkCatalogue networks)
    {
        try
        {
            var definition = networks.Find(header.Network);
            var plan = definition.PlanFor(definition.ReadOptions(header.Options, "options"));
            var wanted = plan.Input.Shape;
            var given = header.Contract is { } found
                ? ValueShape.Map(found.ChannelCount, found.Height, found.Width)
                : ValueShape.Row(header.InputSize!.Value);
            return wanted == given
                ? plan
                : throw new ArgumentException(
                    $"The {(header.Contract is null ? "input" : "contract")} must be for {wanted}, as the settings "
                    + $"say, but was for {given}.");
        }
        catch (Exception error) when (error is ArgumentException or SettingException)
        {
            throw new InvalidDataException($"{file}(network): {error.Message}", error);
        }
    }

    private static IEnumerable<object> Sides(ValueShape shape) => shape.IsMap
        ? ["N", shape.Channels, shape.Height, shape.Width]
        : ["N", shape.Channels];

    private static string Scaled(GraphBuilder graph, PixelContract contract)
    {
        var (mean, factor) = (contract.Mean, contract.Factor);
        var subtracted = mean.IsUniform
            ? graph.Constant("contract.mean", [(float)mean.First])
            : graph.Constant("contract.mean", [(float)mean.First, (float)mean.Second, (float)mean.Third], 1, 3, 1, 1);
        var centred = graph.Node("Sub", $"{Pictures}/centred", [Pictures, subtracted]);
        return graph.Node("Mul", $"{Pictures}/scaled", [centred, graph.Constant("contract.factor", [(float)factor])]);
    }
}
