using NormFace.Graphs;
using NormFace.Onnx;

namespace NormFace.Detection;

/// <summary>MTCNN's networks as ONNX graphs.</summary>
internal static class MtcnnGraphs
{
    /// <summary>Name of what goes in, <c>(v − 127.5)/128</c> in red, green, blue.</summary>
    public const string Pictures = "pictures";

    /// <summary>Name of the shares of no face and face.</summary>
    public const string Scores = "scores";

    /// <summary>Name of how far the box's edges should move.</summary>
    public const string Moves = "moves";

    /// <summary>Name of the five points.</summary>
    public const string Points = "points";

    /// <summary>What each of the three networks gives.</summary>
    public static readonly string[][] Outputs = [[Scores, Moves], [Scores, Moves], [Scores, Moves, Points]];

    /// <summary>Writes down a network.</summary>
    /// <exception cref="InvalidDataException">Weights are missing or of another shape.</exception>
    public static OnnxModel Of(LayerWeightsOfStage weights)
    {
        var (graph, plan) =
            (new GraphBuilder(new LayerWeights(weights.Tensors, weights.File)), MtcnnPlans.Of(weights.Stage));
        var layers = PlanGraph.Add(graph, plan, Pictures);
        string[] names = [Scores, Moves, Points];
        var (name, side) = weights.Stage switch
        {
            MtcnnStage.Proposal => ("mtcnn-pnet", null),
            MtcnnStage.Refinement => ("mtcnn-rnet", (object)plan.Input.Shape.Height),
            _ => ("mtcnn-onet", plan.Input.Shape.Height),
        };
        string[] rest = side is null ? ["h", "w"] : [];
        return new OnnxModel(
            name,
            [new OnnxValue(Pictures, GraphBuilder.Shape("N", 3, side ?? "H", side ?? "W"))],
            [.. plan.Outputs.Zip(names, (output, given) =>
                new OnnxValue(given, GraphBuilder.Shape(["N", output.Shape.Channels, .. rest])))],
            [.. graph.Nodes.Select(node => node with { Outputs = [.. node.Outputs.Select(Meaning)] })],
            graph.Initializers,
            new Dictionary<string, string> { ["normface.detector"] = name });

        string Meaning(string layer) => Array.IndexOf(layers, layer) is >= 0 and var place ? names[place] : layer;
    }
}
