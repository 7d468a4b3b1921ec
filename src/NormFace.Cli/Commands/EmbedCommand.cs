using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Conversion;
using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Native;

namespace NormFace.Cli.Commands;

/// <summary><c>normface embed</c>: features of every picture in a folder or archive.</summary>
internal static class EmbedCommand
{
    private static readonly Option<FileInfo?> Model = new("--model") { Description = "The model file; the one that ships with the program unless told." };

    private static readonly Option<string> Images = new("--images") { Description = "Aligned pictures: a folder, .zip, .tar, list file or record file.", Required = true };

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "The file to write: .npy, float32 [N, D], with --names; or .safetensors, which holds names and origin as well.",
        Required = true,
    };

    private static readonly Option<FileInfo?> Names = new("--names") { Description = "The list to write beside a .npy file: one relative picture path a line, in the order of the rows." };

    private static readonly Option<string> Mirror = new Option<string>("--mirror")
    {
        Description = "How the feature of the mirror image is merged.",
        DefaultValueFactory = _ => "none",
    }.AcceptOnlyFromAmong("none", "sum", "max", "concat");

    private static readonly Option<string?> Crop = new("--crop")
    {
        Description = "Where the template lies in the pictures, as left,top,width,height@WIDTHxHEIGHT, such as 8,0,96,112@112x112; the model's own unless told.",
    };

    private static readonly Option<string> Precision = new Option<string>("--precision")
    {
        Description = "float32, or bfloat16 for speed at about three digits.",
        DefaultValueFactory = _ => "float32",
    }.AcceptOnlyFromAmong("float32", "bfloat16");

    private static readonly Option<bool> Strict = new("--strict") { Description = "Stop at the first picture that cannot be read." };

    private static readonly Option<string> DeviceOption = MachineOptions.Device();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("embed", "Compute the feature of every picture.")
        {
            Model, Images, Out, Names, Mirror, Crop, Precision, Strict, DeviceOption, ThreadsOption,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, names) = (parsed.GetValue(Out)!, parsed.GetValue(Names));
        var isOneFile = output.Extension.Equals(".safetensors", StringComparison.OrdinalIgnoreCase);
        if (isOneFile == names is not null)
        {
            throw new ArgumentException(isOneFile
                ? "--names must not be given with a .safetensors file, which holds the names itself."
                : "--names must be given with a .npy file: it says which picture each row is of. Or write a .safetensors file.");
        }

        var machine = ComputeMachine.Choose(parsed.GetValue(DeviceOption)!, parsed.GetValue(ThreadsOption));
        var modelPath = ShippedModel.Or(parsed.GetValue(Model));
        using var model = TrainedNetwork.Read(modelPath);
        using var source = PictureSource.Open(parsed.GetValue(Images)!);
        var unreadable = new UnreadablePictures(source.Entries.Count, parsed.GetValue(Strict) ? 0 : 0.01);
        using var progress = new ConsoleProgress("pictures", source.Entries.Count);
        var embedder = new PictureEmbedder(model, parsed.GetValue(Crop) is { } crop ? CropText.Parse(crop) : null)
        {
            Mirror = Enum.Parse<MirrorMerge>(parsed.GetValue(Mirror)!, ignoreCase: true),
            IsBFloat16 = parsed.GetValue(Precision) == "bfloat16",
            Machine = machine,
            Progressed = progress.Report,
        };
        var embedded = embedder.Embed(source, unreadable, cancellation);
        progress.Clear();
        if (names is null)
        {
            EmbeddingFile.Write(output.FullName, embedded.ToSet(), Origin(parsed, modelPath));
        }
        else
        {
            embedded.Write(output.FullName, names.FullName);
        }

        ConsoleReport.Line($"{embedded.Entries.Count:N0} pictures, features of {embedded.FeatureSize}: {output}{(names is null ? "" : $", {names}")}");
        foreach (var error in unreadable.InOrder())
        {
            ConsoleReport.Line($"Left out: {error.Message}");
        }
    }

    private static Dictionary<string, string> Origin(ParseResult parsed, string modelPath) => new()
    {
        ["model"] = Path.GetFileName(modelPath),
        ["modelSha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(modelPath))),
        ["images"] = Path.GetFileName(parsed.GetValue(Images)!),
        ["mirror"] = parsed.GetValue(Mirror)!,
    };
}
