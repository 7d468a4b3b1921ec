using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace NormFace.Running;

/// <summary>A graph that ONNX Runtime computes. Safe from several threads.</summary>
internal sealed class OnnxSession : IDisposable
{
    private static readonly RunOptions Plain = new();

    private readonly InferenceSession session;

    private OnnxSession(InferenceSession session, string file) => (this.session, File) = (session, file);

    /// <summary>Name of the file, for errors.</summary>
    public string File { get; }

    /// <summary>Shapes of what goes in by name; lengths that may vary are -1.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Inputs => session.InputMetadata;

    /// <summary>Names of what comes out.</summary>
    public IEnumerable<string> Outputs => session.OutputMetadata.Keys;

    /// <summary>Texts about the model by key.</summary>
    public IReadOnlyDictionary<string, string> Texts => session.ModelMetadata.CustomMetadataMap;

    /// <summary>Opens a file's bytes.</summary>
    /// <param name="model">An ONNX file.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="threads">Threads of an operator, at least 1.</param>
    /// <param name="folder">Folder of the file, below which it may keep tensors in files of their own; null if it has
    /// none, and must hold all of its tensors.</param>
    /// <exception cref="InvalidDataException">ONNX Runtime refuses it; its words are quoted. Or it holds loops, of
    /// which nobody can say whether they end.</exception>
    public static OnnxSession Open(byte[] model, string file, int threads, string? folder = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (OnnxLoops.Find(model) is { } loop)
        {
            throw new InvalidDataException(
                $"{file}: expected a network without loops, found the operator {loop}, which may never end. "
                + "Export the network without it.");
        }

        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            // A waiting core is one for another picture.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            // Without a folder, ONNX Runtime would take the current one; a name that nobody knows holds nothing.
            options.AddSessionConfigEntry(
                "session.model_external_initializers_file_folder_path",
                folder ?? Path.Combine(Path.GetTempPath(), $"no-folder-{Guid.NewGuid():N}"));
            return new OnnxSession(new InferenceSession(model, options), file);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException(
                $"{file}: expected an ONNX model, but ONNX Runtime says: {error.Message}", error);
        }
    }

    /// <summary>Name of the input that a contract means.</summary>
    /// <param name="wanted">Its name; null if there is only one.</param>
    /// <exception cref="InvalidDataException">There is none of that name, or several to choose from.</exception>
    public string Input(string? wanted) => Numbers(Chosen(session.InputNames, wanted, "input"), Inputs, "input");

    /// <summary>Name of the output that a contract means.</summary>
    /// <param name="wanted">Its name; null if there is only one.</param>
    /// <exception cref="InvalidDataException">There is none of that name, or several to choose from.</exception>
    public string Output(string? wanted) =>
        Numbers(Chosen(session.OutputNames, wanted, "output"), session.OutputMetadata, "output");

    /// <summary>Computes outputs of one input.</summary>
    /// <param name="input">Name of the input.</param>
    /// <param name="values">Its numbers, row by row.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="outputs">Names of the outputs wanted.</param>
    /// <returns>Shape and numbers of each.</returns>
    /// <exception cref="InvalidDataException">The graph does not compute; ONNX Runtime's words are quoted.</exception>
    public SessionOutput[] Run(string input, Memory<float> values, long[] shape, params string[] outputs)
    {
        var results = new SessionOutput[outputs.Length];
        Run(input, values, shape, outputs, (index, sides, numbers) =>
            results[index] = new SessionOutput(sides, numbers.ToArray()));
        return results;
    }

    /// <summary>Computes outputs of one input, which are read in place.</summary>
    /// <param name="input">Name of the input.</param>
    /// <param name="values">Its numbers, row by row.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="outputs">Names of the outputs wanted.</param>
    /// <param name="read">Told each output in turn.</param>
    /// <exception cref="InvalidDataException">The graph does not compute; ONNX Runtime's words are quoted.</exception>
    public void Run(string input, Memory<float> values, long[] shape, string[] outputs, OutputReader read)
    {
        try
        {
            using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
            using var results = session.Run(Plain, [input], [value], outputs);
            for (var index = 0; index < outputs.Length; index++)
            {
                read(index, results[index].GetTensorTypeAndShape().Shape, results[index].GetTensorDataAsSpan<float>());
            }
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException(
                $"{File}: it does not compute an input of shape [{string.Join(", ", shape)}]. ONNX Runtime says: "
                + $"{error.Message}",
                error);
        }
    }

    public void Dispose() => session.Dispose();

    private string Numbers(string name, IReadOnlyDictionary<string, NodeMetadata> values, string what) =>
        values[name] is { IsTensor: true, ElementDataType: TensorElementType.Float }
            ? name
            : throw new InvalidDataException(
                $"{File}: expected the {what} '{name}' to be a tensor of float32, found {values[name].OnnxValueType}"
                + (values[name].IsTensor ? $" of {values[name].ElementDataType}." : "."));

    private string Chosen(IReadOnlyList<string> names, string? wanted, string what) =>
        wanted is null
            ? names.Count == 1 ? names[0] : throw new InvalidDataException(
                $"{File}: expected one {what}, found {string.Join(", ", names)}. Name the right one in the contract.")
            : names.Contains(wanted) ? wanted
            : throw new InvalidDataException(
                $"{File}: expected the {what} '{wanted}' of the contract, found {string.Join(", ", names)}.");
}
