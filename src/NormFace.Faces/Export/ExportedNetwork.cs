using NormFace.Detection;
using NormFace.Layers;
using NormFace.Onnx;
using NormFace.Running;
using NormFace.Weights;

namespace NormFace.Export;

/// <summary>A network as an ONNX file.</summary>
/// <param name="FileName">Name that the file should have.</param>
/// <param name="Onnx">Its bytes.</param>
/// <param name="Plan">The layers it was made of.</param>
/// <param name="Weights">Their weights.</param>
public sealed record ExportedNetwork(
    string FileName, ReadOnlyMemory<byte> Onnx, NetworkPlan Plan, IReadOnlyList<StoredTensor> Weights)
{
    /// <summary>Computes the network once with ONNX Runtime: for comparisons.</summary>
    /// <param name="numbers">What it takes, row by row.</param>
    /// <param name="shape">The shape of that, such as <c>[N, 3, H, W]</c>.</param>
    /// <returns>What it gives, each output row by row.</returns>
    /// <exception cref="InvalidDataException">ONNX Runtime refuses the file or the input; its words are
    /// quoted.</exception>
    public IReadOnlyList<float[]> Run(float[] numbers, long[] shape) => OnnxGraphRun.Of(Onnx, FileName, numbers, shape);

    internal static ExportedNetwork Of(LayerWeightsOfStage weights, int index)
    {
        var plan = MtcnnPlans.Of(weights.Stage);
        var keys = plan.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        return new ExportedNetwork(
            MtcnnFiles.Exported[index],
            OnnxWriter.Write(MtcnnGraphs.Of(weights)),
            plan,
            // R-Net's Caffe file holds a layer that nobody uses.
            [.. weights.Tensors.Where(tensor => keys.Contains(tensor.Name))]);
    }
}
