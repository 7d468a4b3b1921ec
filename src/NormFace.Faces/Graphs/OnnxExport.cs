using NormFace.Models;
using NormFace.Networks;
using NormFace.Onnx;

namespace NormFace.Graphs;

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
}
