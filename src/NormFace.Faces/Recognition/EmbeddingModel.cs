using System.Text.Json.Nodes;
using NormFace.Extraction;
using NormFace.Graphs;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Onnx;
using NormFace.Pictures;
using NormFace.Running;
using NormFace.Storage;

namespace NormFace.Recognition;

/// <summary>An embedding network that ONNX Runtime computes, without libtorch. Safe from several threads.</summary>
/// <remarks>
/// It opens model files of ours (<c>.safetensors</c>), files written by <c>normface export</c>, and third-party ONNX
/// networks with a <see cref="ForeignContract"/>.
/// </remarks>
public sealed class EmbeddingModel : IEmbeddingNetwork, IDisposable
{
    // Pictures go through the network a few at a time, so that their maps stay in the processor's caches: 32 of 96x112
    // together took a quarter longer than 4.
    private const int PixelsAtOnce = 4 * 96 * 112;

    private readonly OnnxSession session;
    private readonly string input;
    private readonly string output;
    private readonly PixelContract conversion; // of bytes to what the graph reads
    private readonly bool isChannelsLast;
    private readonly int picturesAtOnce;

    private EmbeddingModel(OnnxSession session, ModelHeader header, ExportOptions options)
        : this(session, header.RequirePictures(session.File), null, options)
    {
        (Header, Licence, FeatureSize) = (header, header.Licence, header.FeatureSize);
        Calibration = ModelCalibration.In(header, session.File);
        Correction = Fitting(SourceCorrection.In(header, session.File));
    }

    private EmbeddingModel(OnnxSession session, ForeignContract foreign)
        : this(session, foreign.Contract, foreign, new ExportOptions())
    {
        (Licence, Calibration) = (foreign.Licence, foreign.Calibration);
        FeatureSize = MeasuredSize();
        Correction = Fitting(foreign.Correction);
    }

    private EmbeddingModel(OnnxSession session, PixelContract contract, ForeignContract? foreign, ExportOptions options)
    {
        (this.session, Contract, isChannelsLast) = (session, contract, foreign?.IsChannelsLast ?? false);
        // The graph may scale them itself.
        conversion = options.TakesBytes ? contract with { Mean = 0, Factor = 1 } : contract;
        (input, output) = (session.Input(foreign?.Input), session.Output(foreign?.Output));
        CheckInput();
        // Some exports take one picture at a time, whatever the runtime could do.
        picturesAtOnce = session.Inputs[input].Dimensions[0] == 1
            ? 1
            : Math.Max(1, PixelsAtOnce / (contract.Width * contract.Height));
    }

    /// <summary>The model file's header; null for a third-party network.</summary>
    public ModelHeader? Header { get; }

    /// <summary>Terms of use; null if they are not known.</summary>
    public string? Licence { get; }

    /// <inheritdoc/>
    public PixelContract Contract { get; }

    /// <inheritdoc/>
    public int FeatureSize { get; }

    /// <inheritdoc/>
    public ModelCalibration? Calibration { get; }

    /// <inheritdoc/>
    public SourceCorrection? Correction { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="path">A NormFace model file, an ONNX file exported from one, or a third-party ONNX network.</param>
    /// <param name="threads">Threads of an operator, at least 1; the machine's processors if null.</param>
    /// <param name="contractPath">The contract of a third-party network; default: the file beside it.</param>
    /// <param name="networks">The networks a model file may name; <see cref="NetworkCatalogue.Default"/> if
    /// null.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="ArgumentException">A contract is named for a model file, which holds its own.</exception>
    /// <exception cref="InvalidDataException">It is not a model, is broken, or a third-party network without a
    /// contract;
    /// what
    /// to do is said.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static EmbeddingModel Open(
        string path, int? threads = null, string? contractPath = null, NetworkCatalogue? networks = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            return FromOnnx(PlainFile.ReadAllBytes(path), path, folder, threads, contractPath);
        }

        if (contractPath is not null)
        {
            throw new ArgumentException(
                $"contractPath must be null for {path}: a contract file is for third-party networks, and a model file "
                + "holds its own.",
                nameof(contractPath));
        }

        var model = ModelFile.Read(path);
        _ = model.Header.RequirePictures(path);
        var options = new ExportOptions();
        var graph = OnnxWriter.Write(ModelGraph.Of(model, path, options, networks ?? NetworkCatalogue.Default));
        return Opened(graph, path, null, threads, session => new EmbeddingModel(session, model.Header, options));
    }

    /// <summary>Opens an ONNX file from memory.</summary>
    /// <param name="onnx">The file's bytes, all tensors among them.</param>
    /// <param name="name">Name for errors, or its path, beside which a contract is looked for.</param>
    /// <param name="threads">Threads of an operator, at least 1; the machine's processors if null.</param>
    /// <param name="contractPath">The contract of a third-party network; searched for beside <paramref name="name"/> if
    /// null.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="InvalidDataException">It is not a model, is broken, or a third-party network without a
    /// contract;
    /// what
    /// to do is said.</exception>
    public static EmbeddingModel FromOnnx(byte[] onnx, string name, int? threads = null, string? contractPath = null) =>
        FromOnnx(onnx, name, null, threads, contractPath);

    private static EmbeddingModel FromOnnx(
        byte[] onnx, string name, string? folder, int? threads, string? contractPath) =>
        Opened(onnx, name, folder, threads, session =>
        {
            if (contractPath is null && session.Texts.ContainsKey(ExportTexts.Header))
            {
                var (header, options) = ExportTexts.Read(session.Texts, name);
                return new EmbeddingModel(session, header, options);
            }

            var place = contractPath ?? ForeignContract.PathFor(name);
            return File.Exists(place) ? new EmbeddingModel(session, ForeignContract.Read(place))
                : contractPath is not null ? throw new FileNotFoundException(
                    $"There is no contract at {contractPath}.", contractPath)
                : throw new InvalidDataException(
                    $"{name}: a third-party ONNX network needs a contract of the pixels it expects, but there is "
                    + $"none at {place}. Write one, or give it with --contract.");
        });

    /// <summary>Writes a calibration where the model keeps it: into a model file's header, or into a third-party
    /// network's contract.</summary>
    /// <param name="path">The model, as for <see cref="Open"/>.</param>
    /// <param name="calibration">The calibration, which takes the place of an earlier one.</param>
    /// <param name="contractPath">The contract of a third-party network; default: the file beside it.</param>
    /// <returns>The file that was written.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is not a model or no contract; the message names the field.
    /// </exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static string WriteCalibration(string path, ModelCalibration calibration, string? contractPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(calibration);
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            var contract = contractPath ?? ForeignContract.PathFor(path);
            ForeignContract.WriteCalibration(contract, calibration);
            return contract;
        }

        var model = ModelFile.Read(path);
        var further = (JsonObject)model.Header.Further.DeepClone();
        further[CalibrationRecord.FieldName] = calibration.ToJson();
        ModelFile.Write(path, model.Header with { Further = further }, model.Tensors);
        return path;
    }

    /// <summary>
    /// Writes a correction where the model keeps its calibration, which is taken out: it does not hold any more.
    /// </summary>
    /// <param name="path">The model, as for <see cref="Open"/>.</param>
    /// <param name="correction">The correction, which takes the place of an earlier one.</param>
    /// <param name="contractPath">The contract of a third-party network; default: the file beside it.</param>
    /// <returns>The file that was written.</returns>
    /// <exception cref="ArgumentException">The correction is of another feature size than the model file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a model or no contract; the message names the field.
    /// </exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static string WriteCorrection(string path, SourceCorrection correction, string? contractPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(correction);
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            var contract = contractPath ?? ForeignContract.PathFor(path);
            ForeignContract.WriteCorrection(contract, correction);
            return contract;
        }

        var model = ModelFile.Read(path);
        if (model.Header.FeatureSize != correction.Size)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"correction must be of {model.Header.FeatureSize} values, as the ")
                + FormattableString.Invariant($"features of {path} have, but is of {correction.Size}."),
                nameof(correction));
        }

        var further = (JsonObject)model.Header.Further.DeepClone();
        further[SourceCorrection.FieldName] = correction.ToJson();
        further.Remove(CalibrationRecord.FieldName);
        ModelFile.Write(path, model.Header with { Further = further }, model.Tensors);
        return path;
    }

    /// <inheritdoc/>
    public float[] Features(ReadOnlySpan<byte> pixels)
    {
        var left = Contract.CountOf(pixels);
        var features = new float[left * FeatureSize];
        for (var to = features.AsSpan(); left > 0;)
        {
            var count = Math.Min(left, picturesAtOnce);
            var numbers = new float[count * Contract.ByteCount];
            conversion.Convert(pixels[..numbers.Length], numbers, isChannelsLast);
            var result = session.Run(input, numbers, Shape(count), output)[0];
            if (result.Values.Length != count * FeatureSize)
            {
                throw new InvalidDataException(
                    $"{session.File}({output}): expected [N, {FeatureSize}], found "
                    + $"[{string.Join(", ", result.Shape)}].");
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

    private static EmbeddingModel Opened(
        byte[] onnx, string name, string? folder, int? threads, Func<OnnxSession, EmbeddingModel> open)
    {
        var session = OnnxSession.Open(onnx, name, threads ?? Environment.ProcessorCount, folder);
        try
        {
            return open(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // A calibration that was made without the correction holds without it only.
    private SourceCorrection? Fitting(SourceCorrection? stored) =>
        stored is not null && stored.Size != FeatureSize
            ? throw new InvalidDataException(FormattableString.Invariant(
                $"{session.File}({SourceCorrection.FieldName}.featureSize): expected {FeatureSize}, as the features ")
                + FormattableString.Invariant($"have, found {stored.Size}."))
            : Calibration is null ? stored : Calibration.CorrectionOf(stored, session.File);

    private long[] Shape(int count) => isChannelsLast
        ? [count, Contract.Height, Contract.Width, Contract.ChannelCount]
        : [count, Contract.ChannelCount, Contract.Height, Contract.Width];

    private void CheckInput()
    {
        var dimensions = session.Inputs[input].Dimensions;
        var wanted = Shape(1);
        if (dimensions.Length != 4
            || dimensions.Skip(1).Zip(wanted.Skip(1)).Any(pair => pair.First > 0 && pair.First != pair.Second))
        {
            throw new InvalidDataException(
                $"{session.File}({input}): expected [N, {string.Join(", ", wanted.Skip(1))}], which the contract says, "
                + $"found [{string.Join(", ", dimensions)}].");
        }
    }

    // A third-party network may not declare its feature size; one picture shows it.
    private int MeasuredSize()
    {
        var result = session.Run(input, new float[Contract.ByteCount], Shape(1), output)[0];
        return result.Shape.Length == 2 && result.Values.Length > 0 ? result.Values.Length
            : throw new InvalidDataException(
                $"{session.File}({output}): expected features [N, D], found [{string.Join(", ", result.Shape)}].");
    }
}
