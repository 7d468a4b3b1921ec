using NormFace.Extraction;
using NormFace.Graphs;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Onnx;
using NormFace.Pictures;
using NormFace.Running;

namespace NormFace.Recognition;

/// <summary>An embedding network that ONNX Runtime computes, without libtorch. Safe from several threads.</summary>
/// <remarks>
/// It opens model files of ours (<c>.safetensors</c>), what <c>normface export</c> made of them, and foreign ONNX networks with a
/// <see cref="ForeignContract"/>.
/// </remarks>
public sealed class EmbeddingModel : IEmbeddingNetwork, IDisposable
{
    // Pictures go through the network a few at a time, so that their maps stay in the processor's caches: 32 of 96x112 together took a quarter longer than 4.
    private const int PixelsAtOnce = 4 * 96 * 112;

    private readonly OnnxSession session;
    private readonly string input;
    private readonly string output;
    private readonly PixelContract conversion; // of bytes to what the graph reads
    private readonly bool isChannelsLast;

    private EmbeddingModel(OnnxSession session, ModelHeader? header, ForeignContract? foreign, ExportOptions options)
    {
        (this.session, Header) = (session, header);
        Contract = header?.Contract ?? foreign!.Contract;
        conversion = options.TakesBytes ? Contract with { Mean = 0, Factor = 1 } : Contract; // the graph may scale them itself
        isChannelsLast = foreign?.IsChannelsLast ?? false;
        input = Chosen(session.Inputs.Keys, foreign?.Input, "input", session.File);
        output = Chosen(session.Outputs.Keys, foreign?.Output, "output", session.File);
        Licence = header?.Licence ?? foreign?.Licence;
        CheckInput();
        FeatureSize = header?.FeatureSize ?? MeasuredSize();
    }

    /// <summary>What the model file says; null for a foreign network.</summary>
    public ModelHeader? Header { get; }

    /// <summary>Terms of use; null where they are not known.</summary>
    public string? Licence { get; }

    /// <inheritdoc/>
    public PixelContract Contract { get; }

    /// <inheritdoc/>
    public int FeatureSize { get; }

    /// <summary>Thresholds that were calibrated for this model; null where none were.</summary>
    public CalibrationRecord? Calibration { get; private init; }

    /// <summary>Opens a model.</summary>
    /// <param name="path">A model file of ours, an ONNX file made of one, or a foreign ONNX network.</param>
    /// <param name="threads">Threads of an operator; the machine's processors if null.</param>
    /// <param name="contractPath">The contract of a foreign network; looked for beside it if null.</param>
    /// <param name="networks">The networks a model file may name; <see cref="NetworkCatalogue.Default"/> if null.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="InvalidDataException">It is no model, is broken, or a foreign network without a contract; what to do is said.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static EmbeddingModel Open(string path, int? threads = null, string? contractPath = null, NetworkCatalogue? networks = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var count = threads ?? Environment.ProcessorCount;
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return OpenOnnx(File.ReadAllBytes(path), path, count, contractPath);
        }

        if (contractPath is not null)
        {
            throw new ArgumentException($"A contract file is for foreign ONNX networks, but {path} is a model file, which holds its contract.", nameof(contractPath));
        }

        var model = ModelFile.Read(path);
        var options = new ExportOptions();
        var session = OnnxSession.Open(OnnxWriter.Write(ModelGraph.Of(model, path, options, networks ?? NetworkCatalogue.Default)), path, count);
        return Opened(session, () => new EmbeddingModel(session, model.Header, null, options) { Calibration = CalibrationRecord.In(model.Header, path) });
    }

    /// <inheritdoc/>
    public float[] Features(ReadOnlySpan<byte> pixels)
    {
        var left = Contract.CountOf(pixels);
        var features = new float[left * FeatureSize];
        for (var to = features.AsSpan(); left > 0;)
        {
            var count = Math.Min(left, Math.Max(1, PixelsAtOnce / (Contract.Width * Contract.Height)));
            var numbers = new float[count * Contract.ByteCount];
            conversion.Convert(pixels[..numbers.Length], numbers, isChannelsLast);
            var result = session.Run(input, numbers, Shape(count), output)[0];
            if (result.Values.Length != count * FeatureSize)
            {
                throw new InvalidDataException(
                    $"{session.File}({output}): expected [N, {FeatureSize}], found [{string.Join(", ", result.Shape)}].");
            }

            result.Values.CopyTo(to);
            to = to[result.Values.Length..];
            pixels = pixels[numbers.Length..];
            left -= count;
        }

        return features;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    /// <summary>Opens an ONNX file that <see cref="OnnxExport"/> made, from memory.</summary>
    /// <param name="onnx">The file's bytes.</param>
    /// <param name="name">Name for errors.</param>
    /// <param name="threads">Threads of an operator; the machine's processors if null.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="InvalidDataException">It is no such file, or broken.</exception>
    public static EmbeddingModel FromOnnx(byte[] onnx, string name, int? threads = null) => OpenOnnx(onnx, name, threads ?? Environment.ProcessorCount, null);

    private static EmbeddingModel OpenOnnx(byte[] onnx, string path, int threads, string? contractPath)
    {
        var session = OnnxSession.Open(onnx, path, threads);
        return Opened(session, () =>
        {
            if (session.Texts.ContainsKey(ExportTexts.Header) && contractPath is null)
            {
                var (header, options) = ExportTexts.Read(session.Texts, path);
                return new EmbeddingModel(session, header, null, options) { Calibration = CalibrationRecord.In(header, path) };
            }

            var place = contractPath ?? ContractPath.For(path);
            return File.Exists(place) ? OpenForeign(session, ForeignContract.Read(place))
                : contractPath is not null ? throw new FileNotFoundException($"There is no contract at {contractPath}.", contractPath)
                : throw new InvalidDataException(
                    $"{path}: a foreign ONNX network needs a contract that says which pixels it expects, but there is none at {place}. Write one, or name it with --contract.");
        });
    }

    private static EmbeddingModel OpenForeign(OnnxSession session, ForeignContract contract) =>
        new(session, null, contract, new ExportOptions()) { Calibration = contract.Calibration };

    private static EmbeddingModel Opened(OnnxSession session, Func<EmbeddingModel> open)
    {
        try
        {
            return open();
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static string Chosen(IEnumerable<string> names, string? wanted, string what, string file)
    {
        string[] all = [.. names];
        return wanted is null
            ? all.Length == 1 ? all[0] : throw new InvalidDataException($"{file}: expected one {what}, found {string.Join(", ", all)}. Name the right one in the contract.")
            : all.Contains(wanted) ? wanted
            : throw new InvalidDataException($"{file}: expected the {what} '{wanted}' of the contract, found {string.Join(", ", all)}.");
    }

    private long[] Shape(int count) => isChannelsLast
        ? [count, Contract.Height, Contract.Width, Contract.ChannelCount]
        : [count, Contract.ChannelCount, Contract.Height, Contract.Width];

    private void CheckInput()
    {
        var dimensions = session.Inputs[input].Dimensions;
        var wanted = Shape(1);
        if (dimensions.Length != 4 || dimensions.Skip(1).Zip(wanted.Skip(1)).Any(pair => pair.First > 0 && pair.First != pair.Second))
        {
            throw new InvalidDataException(
                $"{session.File}({input}): expected [N, {string.Join(", ", wanted.Skip(1))}], which the contract says, found [{string.Join(", ", dimensions)}].");
        }
    }

    // A foreign network need not say how long its feature is; one picture shows it.
    private int MeasuredSize()
    {
        var result = session.Run(input, new float[Contract.ByteCount], Shape(1), output)[0];
        return result.Shape.Length == 2 && result.Values.Length > 0 ? result.Values.Length
            : throw new InvalidDataException($"{session.File}({output}): expected features [N, D], found [{string.Join(", ", result.Shape)}].");
    }
}
