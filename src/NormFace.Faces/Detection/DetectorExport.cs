using NormFace.Layers;
using NormFace.Onnx;
using NormFace.Weights;

namespace NormFace.Detection;

/// <summary>Writes MTCNN's networks as ONNX files.</summary>
public static class DetectorExport
{
    /// <summary>The three networks.</summary>
    /// <param name="folder">The folder with their weights; see <see cref="FaceDetector.Open"/>.</param>
    /// <returns>Name, bytes, plan and weights of each network, in the order they run. <see cref="FaceDetector.Open"/> opens a folder of such files.</returns>
    /// <exception cref="FileNotFoundException">The folder does not hold the weights.</exception>
    /// <exception cref="InvalidDataException">A file is broken or not of its network.</exception>
    public static IReadOnlyList<ExportedNetwork> Networks(string folder) =>
        [.. MtcnnFiles.Weights(folder).Select(Exported)];

    private static ExportedNetwork Exported(LayerWeightsOfStage weights, int index)
    {
        var plan = MtcnnPlans.Of(weights.Stage);
        var keys = plan.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        return new ExportedNetwork(
            MtcnnFiles.Exported[index],
            OnnxWriter.Write(MtcnnGraphs.Of(weights)),
            plan,
            [.. weights.Tensors.Where(tensor => keys.Contains(tensor.Name))]); // R-Net's Caffe file holds a layer that nobody uses
    }
}

/// <summary>A network as an ONNX file.</summary>
/// <param name="FileName">Name that the file should have.</param>
/// <param name="Onnx">Its bytes.</param>
/// <param name="Plan">The layers it was made of.</param>
/// <param name="Weights">Their weights.</param>
public sealed record ExportedNetwork(
    string FileName, ReadOnlyMemory<byte> Onnx, NetworkPlan Plan, IReadOnlyList<StoredTensor> Weights);
