using System.CommandLine;
using NormFace.Cli.Faces;
using NormFace.Cli.Output;
using NormFace.Export;
using NormFace.Graphs;
using NormFace.Storage;

namespace NormFace.Cli.Commands;

/// <summary><c>normface export</c>: a model, or MTCNN, as ONNX.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Model = new("model")
    {
        Description = "A model file, or a folder with MTCNN's weights.",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "Where to write: the ONNX file; for MTCNN, a folder for its three files, created if missing.",
        Required = true,
    };

    private static readonly Option<bool> Bytes = new("--bytes")
    {
        Description = "Input of the graph: pixel values 0 to 255 as float32; scaling is part of the graph.",
    };

    private static readonly Option<bool> Unit = new("--unit")
    {
        Description = "Output of the graph: features of length 1.",
    };

    private static readonly Option<bool> PRelu = new("--prelu")
    {
        Description = "Write PReLU as one operator, for other runtimes; ONNX Runtime is faster without.",
    };

    private static readonly Option<bool> Unchecked = new("--unchecked")
    {
        Description = "Skip the comparison with libtorch, which is then not loaded.",
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("export", "Export a model to ONNX, after comparing its output with libtorch's.")
        {
            Model, Out, Bytes, Unit, PRelu, Unchecked, JsonOutput.Option,
        };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (model, output, isChecked) = (parsed.GetValue(Model)!, parsed.GetValue(Out)!, !parsed.GetValue(Unchecked));
        if (Path.GetExtension(model).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"{model} is already an ONNX model.");
        }

        var options = new ExportOptions
        {
            TakesBytes = parsed.GetValue(Bytes),
            GivesUnitVectors = parsed.GetValue(Unit),
            UsesPRelu = parsed.GetValue(PRelu),
        };
        if (Directory.Exists(model))
        {
            if (options != new ExportOptions())
            {
                throw new ArgumentException("--bytes, --unit and --prelu are for embedding models, not for MTCNN.");
            }

            ExportDetector(parsed, model, output, isChecked);
            return;
        }

        OutputFile.Check(new FileInfo(output), isRead: Path.GetFullPath(model) == Path.GetFullPath(output));
        var bytes = OnnxExport.Model(model, options);
        using var progress = new ConsoleProgress("pictures", ExportCheck.PictureCount);
        var difference = isChecked ? ExportCheck.Model(bytes, model, options, progress) : (double?)null;
        AtomicFile.Write(output, stream => stream.Write(bytes));
        Report(parsed, (output, bytes.Length, difference));
    }

    private static void ExportDetector(ParseResult parsed, string folder, string output, bool isChecked)
    {
        var networks = OnnxExport.Detector(folder);
        using var progress = new ConsoleProgress("pictures", networks.Count * ExportCheck.PictureCount);
        var differences = networks.Select((network, place) => isChecked
            ? ExportCheck.Detector(network, progress, done: place * ExportCheck.PictureCount)
            : (double?)null).ToArray();
        Directory.CreateDirectory(output);
        List<(string, int, double?)> written = [];
        foreach (var (network, difference) in networks.Zip(differences))
        {
            var path = Path.Combine(output, network.FileName);
            AtomicFile.Write(path, stream => stream.Write(network.Onnx.Span));
            written.Add((path, network.Onnx.Length, difference));
        }

        Report(parsed, [.. written]);
    }

    private static void Report(ParseResult parsed, params (string Path, int Length, double? Difference)[] written)
    {
        foreach (var (path, length, difference) in written)
        {
            var check = difference is null
                ? "not compared with libtorch"
                : FormattableString.Invariant($"equal to libtorch to {difference:G2} of the output's length");
            ConsoleReport.Line(FormattableString.Invariant($"{path}: {length:N0} bytes, {check}"));
        }

        JsonOutput.Write(parsed, new
        {
            Files = written.Select(file => new { file.Path, Bytes = file.Length, file.Difference }),
        });
    }
}
