using NormFace.Onnx;
using NormFace.Weights;

namespace NormFace.Detection;

/// <summary>Writes MTCNN's networks as ONNX files.</summary>
public static class DetectorExport
{
    /// <summary>The three networks.</summary>
    /// <param name="folder">The folder with their weights; see <see cref="FaceDetector.Open"/>.</param>
    /// <returns>Name, bytes and weights of each network, in the order they run. <see cref="FaceDetector.Open"/> opens a folder of such files.</returns>
    /// <exception cref="FileNotFoundException">The folder does not hold the weights.</exception>
    /// <exception cref="InvalidDataException">A file is broken or not of its network.</exception>
    public static IReadOnlyList<ExportedNetwork> Networks(string folder) =>
        [.. MtcnnFiles.Weights(folder).Select((weights, stage) => new ExportedNetwork(MtcnnFiles.Exported[stage], OnnxWriter.Write(MtcnnGraphs.Of(weights)), weights.Tensors))];
}

/// <summary>A network as an ONNX file.</summary>
/// <param name="FileName">Name that the file should have.</param>
/// <param name="Onnx">Its bytes.</param>
/// <param name="Weights">The weights it was made of: upright kernels, products counting channels, rows, columns.</param>
public sealed record ExportedNetwork(string FileName, ReadOnlyMemory<byte> Onnx, IReadOnlyList<StoredTensor> Weights);
