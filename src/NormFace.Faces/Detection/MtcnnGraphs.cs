using NormFace.Graphs;
using NormFace.Onnx;

namespace NormFace.Detection;

/// <summary>The three networks of MTCNN. Source: Zhang et al., "Joint Face Detection and Alignment using Multi-task Cascaded Convolutional Networks", arXiv:1604.02878, Figure 2.</summary>
internal static class MtcnnGraphs
{
    /// <summary>Name of what goes in, <c>(v − 127.5)/128</c> in red, green, blue.</summary>
    public const string Pictures = "pictures";

    /// <summary>Shares of no face and face.</summary>
    public const string Scores = "scores";

    /// <summary>How far the box's left, upper, right and lower edge should move, in shares of its sides.</summary>
    public const string Moves = "moves";

    /// <summary>Five distances from the left edge, five from the upper, in shares of the box's sides.</summary>
    public const string Points = "points";

    /// <summary>Writes down a network.</summary>
    /// <exception cref="InvalidDataException">Weights are missing or of another shape.</exception>
    public static OnnxModel Of(LayerWeightsOfStage weights)
    {
        var graph = new GraphBuilder(new LayerWeights(weights.Tensors, weights.File));
        return weights.Stage switch
        {
            MtcnnStage.Proposal => Proposal(graph),
            MtcnnStage.Refinement => Refinement(graph),
            _ => Output(graph),
        };
    }

    private static OnnxModel Proposal(GraphBuilder graph)
    {
        var value = graph.Pooling(Activated(graph, Pictures, 1), "pool1", kernel: 2, stride: 2);
        value = Activated(graph, Activated(graph, value, 2), 3);
        _ = graph.Shares(graph.Convolution(value, "conv4_1"), Scores);
        return Model(graph, "mtcnn-pnet", ["N", 3, "H", "W"], [(Scores, ["N", 2, "h", "w"]), (Moves, ["N", 4, "h", "w"])], graph.Convolution(value, "conv4_2"));
    }

    private static OnnxModel Refinement(GraphBuilder graph)
    {
        var value = graph.Pooling(Activated(graph, Pictures, 1), "pool1", kernel: 3, stride: 2);
        value = graph.Pooling(Activated(graph, value, 2), "pool2", kernel: 3, stride: 2);
        value = graph.RowSlopes(graph.Product(graph.Rows(Activated(graph, value, 3)), "dense4"), "prelu4");
        _ = graph.Shares(graph.Product(value, "dense5_1"), Scores);
        return Model(graph, "mtcnn-rnet", ["N", 3, 24, 24], [(Scores, ["N", 2]), (Moves, ["N", 4])], graph.Product(value, "dense5_2"));
    }

    private static OnnxModel Output(GraphBuilder graph)
    {
        var value = graph.Pooling(Activated(graph, Pictures, 1), "pool1", kernel: 3, stride: 2);
        value = graph.Pooling(Activated(graph, value, 2), "pool2", kernel: 3, stride: 2);
        value = graph.Pooling(Activated(graph, value, 3), "pool3", kernel: 2, stride: 2);
        value = graph.RowSlopes(graph.Product(graph.Rows(Activated(graph, value, 4)), "dense5"), "prelu5");
        _ = graph.Shares(graph.Product(value, "dense6_1"), Scores);
        return Model(
            graph, "mtcnn-onet", ["N", 3, 48, 48], [(Scores, ["N", 2]), (Moves, ["N", 4]), (Points, ["N", 10])], graph.Product(value, "dense6_2"), graph.Product(value, "dense6_3"));
    }

    private static string Activated(GraphBuilder graph, string input, int number) => graph.Slopes(graph.Convolution(input, $"conv{number}"), $"prelu{number}");

    // Outputs after the scores are layers, which get the names of what they mean.
    private static OnnxModel Model(GraphBuilder graph, string name, object[] input, (string Name, object[] Shape)[] outputs, params string[] layers)
    {
        var meaning = layers.Zip(outputs.Skip(1)).ToDictionary(pair => pair.First, pair => pair.Second.Name);
        return new OnnxModel(
            name,
            [new OnnxValue(Pictures, GraphBuilder.Shape(input))],
            [.. outputs.Select(output => new OnnxValue(output.Name, GraphBuilder.Shape(output.Shape)))],
            [.. graph.Nodes.Select(node => node with { Outputs = [.. node.Outputs.Select(output => meaning.GetValueOrDefault(output, output))] })],
            graph.Initializers,
            new Dictionary<string, string> { ["normface.detector"] = name });
    }
}
