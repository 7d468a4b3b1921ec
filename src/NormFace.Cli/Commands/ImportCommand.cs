using System.CommandLine;
using System.Globalization;
using NormFace.Cli.Output;
using NormFace.Import;
using NormFace.Networks;
using NormFace.Settings;
using NormFace.Weights;

namespace NormFace.Cli.Commands;

/// <summary><c>normface import</c>: weights that another program trained become a model file.</summary>
internal static class ImportCommand
{
    private static readonly Argument<FileInfo> Source = new("file")
    {
        Description = "The weights: a safetensors file, a PyTorch checkpoint, a Caffe model, or the manifest of a "
            + "TensorFlow.js model. Nothing in it is executed.",
    };

    private static readonly Option<string> Network = new("--network")
    {
        Description =
            $"The network: {string.Join(", ", NetworkCatalogue.Default.All.Select(network => network.Name))}.",
        Required = true,
    };

    private static readonly OutputFile Out = new("--out")
    {
        Description = "Where to write: the model file.",
        Required = true,
    };

    private static readonly Option<string> Licence = new("--licence")
    {
        Description = "Terms of use of the weights.",
        DefaultValueFactory = _ => ImportOptions.NoLicence,
    };

    private static readonly Option<string> Note = new("--note")
    {
        Description = "Notes for users of the model.",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<string[]> TrainedOn =
        Several("--trained-on", "Data sets the weights were trained on.");

    private static readonly Option<string[]> Ignore =
        Several("--ignore", "Layers of the file to skip, such as the classifier.");

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "Key of the state dict in a PyTorch checkpoint; default: detected.",
    };

    private static readonly Option<string?> Settings = new("--options")
    {
        Description = "Settings of the network as JSON, such as {\"featureSize\":512}.",
    };

    private static readonly ContractOptions Contract = new();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("import", "Convert weights trained by another program into a model file.")
        {
            Source, Network, Out, Licence, Note, TrainedOn, Ignore, Key, Settings, JsonOutput.Option,
        };
        Contract.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (path, modelPath) = (parsed.GetValue(Source)!, parsed.GetValue(Out)!);
        _ = NetworkCatalogue.Default.Find(parsed.GetValue(Network)!); // before anything is read
        var options = new ImportOptions
        {
            Network = parsed.GetValue(Network)!,
            Options = OptionsOf(parsed.GetValue(Network)!, parsed.GetValue(Settings)),
            Contract = Contract.Changes(parsed),
            Licence = parsed.GetValue(Licence)!,
            TrainingData = parsed.GetValue(TrainedOn)!,
            Notes = parsed.GetValue(Note)!,
            Ignored = parsed.GetValue(Ignore)!,
            StateDictKey = parsed.GetValue(Key),
        };
        using var progress = new ByteProgress(SizeOf(path));
        var header = WeightImport.Run(path.FullName, modelPath.FullName, options, progress);

        var contract = header.RequirePictures(modelPath.FullName);
        ConsoleReport.Line(
            $"{header.Network}, {header.FeatureSize} features, from {path.Name} (SHA-256 "
            + $"{header.Provenance.SourceSha256}).");
        ConsoleReport.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Pixels: {contract.Channels} {contract.Width}x{contract.Height}, (v - {contract.Mean}) * "
            + $"{contract.Factor}, template {contract.Template} in {contract.Crop}."));
        ConsoleReport.Line($"Licence: {header.Licence}.");
        ConsoleReport.Line($"Model: {modelPath}");
        JsonOutput.Write(parsed, new
        {
            Out = modelPath.ToString(),
            header.Network,
            header.FeatureSize,
            header.Contract,
            header.Licence,
            header.Provenance.SourceSha256,
        });
    }

    private static long SizeOf(FileInfo path) =>
        path.Exists ? ForeignWeights.FilesOf(path.FullName).Sum(file => new FileInfo(file).Length) : 0;

    private static NetworkOptions? OptionsOf(string network, string? json)
    {
        try
        {
            return json is null ? null : NetworkCatalogue.Default.Find(network).ReadOptions(
                JsonText.ParseObject(json, "--options"));
        }
        catch (Exception error) when (error is InvalidDataException or SettingException)
        {
            throw new ArgumentException(
                $"--options must hold settings of the network as JSON, but was {json}. {error.Message}", error);
        }
    }

    private static Option<string[]> Several(string name, string description) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };
}
