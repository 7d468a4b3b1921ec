using NormFace.Graphs;
using NormFace.Networks;
using NormFace.Onnx;
using NormFace.Weights;

namespace NormFace.Detection;

/// <summary>The single-shot detector as an ONNX graph, from its weights.</summary>
internal static class SingleShotGraph
{
    /// <summary>Name of what goes in, <c>(v − 127.5)/128</c> in red, green, blue; sides are multiples of 32.</summary>
    public const string Pictures = "pictures";

    /// <summary>Names of what comes out, finest grid first: maps of score, box and points.</summary>
    public static string[] Outputs { get; } = [.. DetectionNetwork.Strides.Select(stride => $"cells{stride}")];

    /// <summary>Whether a safetensors file holds weights of the detector.</summary>
    public static bool Is(IReadOnlyDictionary<string, string> metadata) =>
        metadata.GetValueOrDefault(DetectionNetwork.FileKey) == DetectionNetwork.FileForm;

    /// <summary>Reads weights as an ONNX file's bytes.</summary>
    /// <exception cref="InvalidDataException">The file is broken, or holds something else.</exception>
    public static byte[] Read(string path)
    {
        var file = SafetensorsFile.Read(path);
        if (!Is(file.Metadata))
        {
            throw new InvalidDataException(
                $"{path} must hold a face detector ({DetectionNetwork.FileKey}: {DetectionNetwork.FileForm}), but does "
                + "not. A model of embeddings is no detector.");
        }

        var numbers = file.Tensors.Where(
            tensor => !tensor.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal));
        var graph = new GraphBuilder(new LayerWeights(numbers, path));
        var plan = DetectionNetwork.Plan(DetectionNetwork.Strides[^1]);
        var layers = PlanGraph.Add(graph, plan, Pictures);
        var names = layers.Zip(Outputs).ToDictionary(pair => pair.First, pair => pair.Second);
        return OnnxWriter.Write(new OnnxModel(
            DetectionNetwork.FileForm,
            [new OnnxValue(Pictures, GraphBuilder.Shape("N", 3, "H", "W"))],
            [
                .. DetectionNetwork.Strides.Select((stride, level) => new OnnxValue(
                    Outputs[level],
                    GraphBuilder.Shape("N", DetectionNetwork.NumbersPerCell, $"H{stride}", $"W{stride}"))),
            ],
            [
                .. graph.Nodes.Select(node => node with
                {
                    Outputs = [.. node.Outputs.Select(name => names.GetValueOrDefault(name, name))],
                }),
            ],
            graph.Initializers,
            new Dictionary<string, string> { [DetectionNetwork.FileKey] = DetectionNetwork.FileForm }));
    }
}
