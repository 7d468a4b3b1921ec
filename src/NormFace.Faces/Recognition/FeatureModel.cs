using NormFace.Embeddings;
using NormFace.Graphs;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Onnx;
using NormFace.Running;
using NormFace.Storage;

namespace NormFace.Recognition;

/// <summary>A network from features to features that ONNX Runtime computes, without libtorch. Safe from several
/// threads.</summary>
/// <remarks>
/// It opens model files of ours (<c>.safetensors</c>) whose network takes rows of numbers, and files written by
/// <c>normface export</c> from one.
/// </remarks>
public sealed class FeatureModel : IFeatureNetwork, IDisposable
{
    private readonly OnnxSession session;
    private readonly string input;
    private readonly string output;

    private FeatureModel(OnnxSession session, ModelHeader header)
    {
        (this.session, Header) = (session, header);
        InputSize = header.RequireNumbers(session.File);
        (input, output) = (session.Input(null), session.Output(null));
    }

    /// <summary>The model file's header.</summary>
    public ModelHeader Header { get; }

    /// <inheritdoc />
    public int InputSize { get; }

    /// <inheritdoc />
    public int FeatureSize => Header.FeatureSize;

    /// <summary>Opens a model.</summary>
    /// <param name="path">A NormFace model file, or an ONNX file exported from one.</param>
    /// <param name="threads">Threads of an operator, at least 1; the machine's processors if null.</param>
    /// <param name="networks">The networks a model file may name; <see cref="NetworkCatalogue.Default"/> if
    /// null.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="InvalidDataException">It is not a model, takes pictures, or is broken; what is wrong is
    /// named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FeatureModel Open(string path, int? threads = null, NetworkCatalogue? networks = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return FromOnnx(PlainFile.ReadAllBytes(path), path, threads);
        }

        var model = ModelFile.Read(path);
        _ = model.Header.RequireNumbers(path);
        return FromOnnx(
            OnnxWriter.Write(ModelGraph.Of(model, path, new ExportOptions(), networks ?? NetworkCatalogue.Default)),
            path,
            threads);
    }

    /// <summary>Opens an exported ONNX file from memory.</summary>
    /// <param name="onnx">The file's bytes.</param>
    /// <param name="name">Name for errors.</param>
    /// <param name="threads">Threads of an operator, at least 1; the machine's processors if null.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="InvalidDataException">It was not exported here, takes pictures, or is broken.</exception>
    public static FeatureModel FromOnnx(byte[] onnx, string name, int? threads = null)
    {
        var session = OnnxSession.Open(onnx, name, threads ?? Environment.ProcessorCount);
        try
        {
            return session.Texts.ContainsKey(ExportTexts.Header)
                ? new FeatureModel(session, ExportTexts.Read(session.Texts, name).Header)
                : throw new InvalidDataException(
                    $"{name}: expected a network that 'normface export' wrote, found another.");
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public float[] Features(ReadOnlySpan<float> rows)
    {
        var count = rows.Length / InputSize;
        if (count == 0 || rows.Length != count * InputSize)
        {
            throw new ArgumentException(
                $"rows must hold whole rows of {InputSize} numbers, at least one, but held {rows.Length} numbers.",
                nameof(rows));
        }

        var result = session.Run(input, rows.ToArray(), [count, InputSize], output)[0];
        return result.Values.Length == count * FeatureSize ? result.Values : throw new InvalidDataException(
            $"{session.File}({output}): expected [N, {FeatureSize}], found [{string.Join(", ", result.Shape)}].");
    }

    /// <inheritdoc />
    public void Dispose() => session.Dispose();
}
