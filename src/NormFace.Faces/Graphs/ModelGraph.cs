using NormFace.Layers;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Onnx;
using NormFace.Pictures;
using NormFace.Settings;

namespace NormFace.Graphs;

/// <summary>A model file as a graph: pictures in, features out.</summary>
internal static class ModelGraph
{
    /// <summary>Name of what goes in.</summary>
    public const string Pictures = "pictures";

    /// <summary>Name of what comes out.</summary>
    public const string Features = "features";

    private const float UnitEpsilon = 1e-12f; // as Hypersphere.Project: a zero vector stays zero

    /// <summary>Writes down the network of a model file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="options">What else goes into the graph.</param>
    /// <param name="networks">The networks it may name.</param>
    /// <exception cref="InvalidDataException">The network is not in the catalogue, its settings do not fit it, or its
    /// weights are not all there.</exception>
    public static OnnxModel Of(ModelFile model, string file, ExportOptions options, NetworkCatalogue networks)
    {
        var header = model.Header;
        var contract = header.Contract;
        var numbers = model.Tensors.Where(
            tensor => !tensor.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal));
        var graph = new GraphBuilder(new LayerWeights(numbers, file), options.UsesPRelu);
        var value = options.TakesBytes ? Scaled(graph, contract.Mean, contract.Factor) : Pictures;
        value = PlanGraph.Add(graph, PlanOf(header, file, networks), value)[0];
        value = options.GivesUnitVectors ? Unit(graph, value) : value;
        var nodes = graph.Nodes.Select(node => node with
        {
            Outputs = [.. node.Outputs.Select(Renamed)],
            Inputs = [.. node.Inputs.Select(Renamed)],
        });
        return new OnnxModel(
            header.Network,
            [new OnnxValue(Pictures, GraphBuilder.Shape("N", contract.ChannelCount, contract.Height, contract.Width))],
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
            var (wanted, found) = (plan.Input.Shape, header.Contract);
            var given = ValueShape.Map(found.ChannelCount, found.Height, found.Width);
            return wanted == given
                ? plan
                : throw new ArgumentException(
                    $"The contract must be for {wanted}, as the settings say, but was for {given}.");
        }
        catch (Exception error) when (error is ArgumentException or SettingException)
        {
            throw new InvalidDataException($"{file}(network): {error.Message}", error);
        }
    }

    private static string Scaled(GraphBuilder graph, ChannelMeans mean, double factor)
    {
        var subtracted = mean.IsUniform
            ? graph.Constant("contract.mean", [(float)mean.First])
            : graph.Constant("contract.mean", [(float)mean.First, (float)mean.Second, (float)mean.Third], 1, 3, 1, 1);
        var centred = graph.Node("Sub", $"{Pictures}/centred", [Pictures, subtracted]);
        return graph.Node("Mul", $"{Pictures}/scaled", [centred, graph.Constant("contract.factor", [(float)factor])]);
    }

    private static string Unit(GraphBuilder graph, string value)
    {
        OnnxAttribute[] perRow = [OnnxAttribute.Of("axes", [1L]), OnnxAttribute.Of("keepdims", 1L)];
        var squares = graph.Node("ReduceSumSquare", $"{value}/squares", [value], perRow);
        var safe = graph.Node("Add", $"{value}/safe", [squares, graph.Constant("unit.epsilon", [UnitEpsilon])]);
        return graph.Node("Div", $"{value}/unit", [value, graph.Node("Sqrt", $"{value}/length", [safe])]);
    }
}
