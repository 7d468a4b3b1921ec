using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Conversion;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Native;
using NormFace.Recognition;

namespace NormFace.Cli.Commands;

/// <summary>
/// Options that say what computes a network: ONNX Runtime, which is light, or libtorch, which knows GPUs and bfloat16.
/// </summary>
internal sealed class EngineOptions
{
    private readonly Option<string?> engine = new Option<string?>("--engine")
    {
        Description = "onnx: ONNX Runtime, CPU only; libtorch: any device and precision; "
            + "default: onnx, or libtorch if --device or --precision needs it.",
    }.AcceptOnlyFromAmong("onnx", "libtorch");

    private readonly Option<string> precision = new Option<string>("--precision")
    {
        Description = "float32, or bfloat16 (needs libtorch): faster, about three significant digits.",
        DefaultValueFactory = _ => "float32",
    }.AcceptOnlyFromAmong("float32", "bfloat16");

    private readonly Option<string> device = MachineOptions.Device();

    private readonly Option<int> threads = MachineOptions.Threads();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { engine, precision, device, threads })
        {
            command.Add(option);
        }
    }

    /// <summary>Opens a model of pictures in the engine that was chosen.</summary>
    /// <exception cref="ArgumentException">The engine cannot do what was asked for.</exception>
    /// <exception cref="InvalidDataException">The model takes rows of numbers, or is broken.</exception>
    public ChosenEngine Open(ParseResult parsed, string modelPath, string? contractPath)
    {
        var (isTorch, isBFloat16, place, count) = Choose(parsed);
        if (!isTorch)
        {
            var model = EmbeddingModel.Open(modelPath, count, contractPath);
            return new ChosenEngine(model, count, model);
        }

        RequireModelFile(modelPath, contractPath);
        var machine = ComputeMachine.Choose(place, count);
        var trained = TrainedNetwork.Read(modelPath);
        try
        {
            var network = new TorchEmbedding(trained, machine, isBFloat16);
            return new ChosenEngine(network, count, network, trained);
        }
        catch
        {
            trained.Dispose();
            throw;
        }
    }

    /// <summary>Opens a model of rows of numbers in the engine that was chosen.</summary>
    /// <returns>The network, and what is disposed after it.</returns>
    /// <exception cref="ArgumentException">The engine cannot do what was asked for.</exception>
    /// <exception cref="InvalidDataException">The model takes pictures, or is broken.</exception>
    public (IFeatureNetwork Network, IReadOnlyList<IDisposable> Owned) OpenRows(ParseResult parsed, string modelPath)
    {
        var (isTorch, isBFloat16, place, count) = Choose(parsed);
        if (!isTorch)
        {
            var model = FeatureModel.Open(modelPath, count);
            return (model, [model]);
        }

        RequireModelFile(modelPath, contractPath: null);
        var machine = ComputeMachine.Choose(place, count);
        var trained = TrainedNetwork.Read(modelPath);
        try
        {
            var network = new TorchFeatures(trained, machine, isBFloat16);
            return (network, [network, trained]);
        }
        catch
        {
            trained.Dispose();
            throw;
        }
    }

    private static void RequireModelFile(string modelPath, string? contractPath)
    {
        if (contractPath is not null
            || Path.GetExtension(modelPath).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"--engine libtorch needs a .safetensors model, but {modelPath} is an ONNX model. "
                + "Leave out --engine, --device and --precision.");
        }
    }

    private (bool IsTorch, bool IsBFloat16, string Device, int Threads) Choose(ParseResult parsed)
    {
        var (isBFloat16, place, count) = (
            parsed.GetValue(precision) == "bfloat16", parsed.GetValue(device)!, parsed.GetValue(threads));
        var needsTorch = isBFloat16 || place != "cpu";
        var isTorch = parsed.GetValue(engine) is { } named ? named == "libtorch" : needsTorch;
        if (!isTorch && needsTorch)
        {
            var asked = isBFloat16 ? "--precision bfloat16" : $"--device {place}";
            throw new ArgumentException($"--engine onnx cannot do {asked}; only libtorch can.");
        }

        ConsoleReport.Detail($"engine: {(isTorch ? "libtorch" : "ONNX Runtime")}, {count} threads");
        return (isTorch, isBFloat16, place, count);
    }
}

/// <summary>A model in an engine.</summary>
/// <param name="Network">What computes it.</param>
/// <param name="Threads">Threads that decode pictures.</param>
/// <param name="Owned">What is disposed with it, in order.</param>
internal sealed record ChosenEngine(IEmbeddingNetwork Network, int Threads, params IReadOnlyList<IDisposable> Owned)
    : IDisposable
{
    public void Dispose()
    {
        foreach (var part in Owned)
        {
            part.Dispose();
        }
    }
}
