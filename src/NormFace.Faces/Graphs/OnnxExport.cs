using NormFace.Detection;
using NormFace.Models;
using NormFace.Onnx;
using NormFace.Weights;

namespace NormFace.Graphs;

/// <summary>Writes networks as ONNX files: operators of version 17, any number of pictures at once, batch normalisations folded where they can be.</summary>
public static class OnnxExport
{
    /// <summary>A model file as an ONNX file. Its header, with the pixel contract, is in the file's metadata under <c>normface</c>.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="options">What else goes into the graph; nothing if null.</param>
    /// <returns>The file's bytes: input <c>pictures</c> <c>[N, C, H, W]</c>, output <c>features</c> <c>[N, D]</c>.</returns>
    /// <exception cref="InvalidDataException">It is no model file, or of a network that is not known here.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Model(string path, ExportOptions? options = null) => OnnxWriter.Write(ModelGraph.Of(ModelFile.Read(path), path, options ?? new ExportOptions()));

    /// <summary>MTCNN's three networks as ONNX files.</summary>
    /// <param name="folder">The folder with their weights; see <see cref="FaceDetector.Open"/>.</param>
    /// <returns>Name, bytes and weights of each network, in the order they run. <see cref="FaceDetector.Open"/> opens a folder of such files.</returns>
    /// <exception cref="FileNotFoundException">The folder does not hold the weights.</exception>
    /// <exception cref="InvalidDataException">A file is broken or not of its network.</exception>
    public static IReadOnlyList<ExportedNetwork> Detector(string folder) =>
        [.. MtcnnFiles.Weights(folder).Select((weights, stage) => new ExportedNetwork(MtcnnFiles.Exported[stage], OnnxWriter.Write(MtcnnGraphs.Of(weights)), weights.Tensors))];
}

/// <summary>A network as an ONNX file.</summary>
/// <param name="FileName">Name that the file should have.</param>
/// <param name="Onnx">Its bytes.</param>
/// <param name="Weights">The weights it was made of: upright kernels, products counting channels, rows, columns.</param>
public sealed record ExportedNetwork(string FileName, ReadOnlyMemory<byte> Onnx, IReadOnlyList<StoredTensor> Weights);
