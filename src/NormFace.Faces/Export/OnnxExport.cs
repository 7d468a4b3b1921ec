using NormFace.Detection;
using NormFace.Graphs;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Onnx;

namespace NormFace.Export;

/// <summary>Writes networks as ONNX files: operators of version 17, any number of pictures at once, batch
/// normalisations folded where they can be.</summary>
public static class OnnxExport
{
    /// <summary>A model file as an ONNX file. Its header, with the pixel contract, is in the file's metadata under
    /// <c>normface</c>.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="options">What else goes into the graph; nothing if null.</param>
    /// <param name="networks">The networks it may name; <see cref="NetworkCatalogue.Default"/> if null.</param>
    /// <returns>The file's bytes: input <c>pictures</c> <c>[N, C, H, W]</c>, output <c>features</c> <c>[N,
    /// D]</c>.</returns>
    /// <exception cref="InvalidDataException">The file is not a model file, or of a network that is not in the
    /// catalogue.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Model(string path, ExportOptions? options = null, NetworkCatalogue? networks = null)
    {
        networks ??= NetworkCatalogue.Default;
        return OnnxWriter.Write(ModelGraph.Of(ModelFile.Read(path), path, options ?? new ExportOptions(), networks));
    }

    /// <summary>The three networks of MTCNN as ONNX files.</summary>
    /// <param name="folder">The folder with their weights; see <see cref="FaceDetector.Open"/>.</param>
    /// <returns>The networks in the order they run. <see cref="FaceDetector.Open"/> opens a folder of their
    /// files.</returns>
    /// <exception cref="FileNotFoundException">The folder does not hold the weights.</exception>
    /// <exception cref="InvalidDataException">A file is broken or not of its network.</exception>
    public static IReadOnlyList<ExportedNetwork> Detector(string folder) =>
        [.. MtcnnFiles.Weights(folder).Select(ExportedNetwork.Of)];
}
