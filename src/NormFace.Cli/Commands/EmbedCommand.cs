using System.Collections.Concurrent;
using System.CommandLine;
using NormFace.Alignment;
using NormFace.Cli.Commands.Evaluation;
using NormFace.Cli.Faces;
using NormFace.Cli.Output;
using NormFace.Cropping;
using NormFace.Datasets;
using NormFace.Detection;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Models;
using NormFace.Preparation;
using NormFace.Recognition;

namespace NormFace.Cli.Commands;

/// <summary><c>normface embed</c>: features of every picture in a folder or archive, or of every row of a file of
/// features.</summary>
internal static class EmbedCommand
{
    private const double LargestUnreadableShare = 0.01; // of crops; photographs without a face are nothing unusual

    private static readonly Option<FileInfo?> Model = ModelOptions.Model();

    private static readonly Option<FileInfo?> Contract = ModelOptions.Contract();

    private static readonly Argument<string> Pictures = PicturesArgument.Create();

    private static readonly Option<bool> Photographs = PhotographsOption.Create();

    private static readonly Option<string?> Detector = DetectorPath.Option();

    private static readonly OutputFile Out = new("--out")
    {
        Description = "Where to write: a .npy file (float32 [N, D]; needs --names), or a .safetensors file, which "
            + "includes names and origin.",
        Required = true,
    };

    private static readonly OutputFile Names = new("--names")
    {
        Description = EmbeddingOptions.NamesDescription,
    };

    private static readonly Option<FileInfo?> Labels = new("--row-labels")
    {
        Description = "For a .npy file of features as input: text with the label of each row, one a line; default: "
            + "x.labels.txt or x.names.txt beside x.npy.",
    };

    private static readonly Option<string> Mirror = new Option<string>("--mirror")
    {
        Description = $"{EmbeddingOptions.MirrorDescription}; none: no mirror image; only: the mirror image alone.",
        DefaultValueFactory = _ => "none",
    }.AcceptOnlyFromAmong("none", "sum", "max", "concat", "only");

    private static readonly Option<string?> Crop = new("--crop")
    {
        Description = $"{CropText.Description}; default: the model's.",
    };

    private static readonly Option<string?> AlignedTo = new Option<string?>("--aligned-to")
    {
        Description = "Alignment template of the pictures, which are moved to the model's; default: the model's.",
    }.AcceptOnlyFromAmong([.. AlignmentTemplate.All.Select(template => template.Name)]);

    private static readonly Option<Degradation?> Degrade = new("--degrade")
    {
        Description = "Spoil every picture before the network sees it, as another camera would.",
    };

    private static readonly Option<FaceChoice> Face = FaceOption.Create(FaceChoice.Central);

    private static readonly Option<bool> Strict = new("--strict")
    {
        Description = "Stop at the first picture that cannot be used: unreadable, or without a face. "
            + "Otherwise photographs without one are listed and left out.",
    };

    private static readonly EngineOptions Engine = new();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("embed", "Compute the feature of every picture, or of every row of a file of features.")
        {
            Pictures, Model, Contract, Photographs, Detector, Out, Names, Labels, Mirror, Crop, AlignedTo, Degrade,
            Face, Strict, JsonOutput.Option,
        };
        Engine.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, names) = (parsed.GetValue(Out)!, parsed.GetValue(Names));
        var isOneFile = output.Extension.Equals(".safetensors", StringComparison.OrdinalIgnoreCase);
        if (isOneFile == names is not null)
        {
            throw new ArgumentException(isOneFile
                ? "--names must not be given with a .safetensors file, which includes the names."
                : "--names must be given with a .npy file, which has no names. Or write a .safetensors file.");
        }

        var isPhotographs = PhotographsOption.IsGiven(parsed, Photographs, Detector, Face);
        if (isPhotographs && (parsed.GetValue(Crop) ?? parsed.GetValue(AlignedTo)) is not null)
        {
            throw new ArgumentException(
                "--crop and --aligned-to must not be given with --photographs or --detector: detected faces are "
                + "aligned to the model's template.");
        }

        var modelPath = ShippedModel.Or(parsed.GetValue(Model));
        using var input = InputFile.Open(parsed.GetValue(Pictures)!);
        if (File.Exists(input.Path) && FeatureSource.IsAt(input.Path))
        {
            RequireNoPixels(parsed);
            FeatureEmbedding.Run(
                parsed, input.Path, parsed.GetValue(Labels)?.FullName, modelPath, Engine, output, names, cancellation);
            return 0;
        }

        if (parsed.GetValue(Labels) is not null)
        {
            throw new ArgumentException("--row-labels must not be given with pictures: their folders name them.");
        }

        using var engine = Engine.Open(parsed, modelPath, parsed.GetValue(Contract)?.FullName);
        using var detector = isPhotographs
            ? FaceDetector.Open(DetectorPath.Or(parsed.GetValue(Detector)), new DetectorOptions { Threads = 1 })
            : null;
        using var source = PicturesArgument.Open(input);
        using var faces = detector is null ? null : new CountingDetector(detector);
        ConcurrentDictionary<string, string> doubts = new(StringComparer.Ordinal);
        using var photographs = faces is null ? null : new FaceEmbedder(
            faces, engine.Network, FaceRequirements.None with { Choice = parsed.GetValue(Face) })
        {
            Doubted = (name, reasons) => doubts[name] = string.Join("; ", reasons),
        };
        if (!isPhotographs && parsed.GetValue(Crop) is null && parsed.GetValue(AlignedTo) is null)
        {
            CheckTemplate(parsed.GetValue(Pictures)!, engine.Network.Contract.Template);
        }

        FeatureFile.CheckNames(source.Entries.Select(entry => entry.Path)); // before the work
        var unreadable = new UnreadablePictures(
            source.Entries.Count, parsed.GetValue(Strict) ? 0 : isPhotographs ? 1 : LargestUnreadableShare);
        using var progress = new ConsoleProgress("pictures", source.Entries.Count);
        var embedded = Embedder(parsed, engine, photographs).Embed(source, unreadable, progress, cancellation);
        progress.Dispose();
        foreach (var error in unreadable.InOrder())
        {
            ConsoleReport.Note($"Skipped: {error.Message}");
        }

        if (embedded.Entries.Count == 0)
        {
            Console.Error.WriteLine("No picture shows a face that can be embedded; nothing was written.");
            return (int)ExitCode.NoFace;
        }

        if (names is null)
        {
            FeatureFile.Write(output.FullName, embedded.ToSet(), Origin(parsed, modelPath, engine.Network, detector));
        }
        else
        {
            embedded.Write(output.FullName, names.FullName);
        }

        ConsoleReport.Line(
            $"{embedded.Entries.Count:N0} pictures, features of {embedded.FeatureSize}: "
            + $"{output}{(names is null ? "" : $", {names}")}");
        if (faces?.SeveralFacesCount is > 0 and var several)
        {
            ConsoleReport.Line(FormattableString.Invariant(
                $"{several:N0} with several faces; --face {parsed.GetValue(Face)}."));
        }

        foreach (var (name, reasons) in doubts.OrderBy(doubt => doubt.Key, StringComparer.Ordinal))
        {
            ConsoleReport.Note($"Doubtful: {name}: {reasons}");
        }

        JsonOutput.Write(parsed, new
        {
            Out = output.ToString(),
            Names = names?.ToString(),
            PictureCount = embedded.Entries.Count,
            embedded.FeatureSize,
            SeveralFacesCount = faces?.SeveralFacesCount,
            Skipped = unreadable.InOrder().Select(error => error.Message),
            Doubtful = doubts.OrderBy(doubt => doubt.Key, StringComparer.Ordinal)
                .Select(doubt => new { Picture = doubt.Key, Reasons = doubt.Value }),
        });
        return 0;
    }

    private static void RequireNoPixels(ParseResult parsed)
    {
        Option[] ofPixels = [Contract, Photographs, Detector, Mirror, Crop, Face, Strict];
        if (ofPixels.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new ArgumentException(
                $"{given.Name} must not be given with a file of features: it is about pictures.");
        }
    }

    // The crops of another template look right, and cost many points of accuracy.
    private static void CheckTemplate(string pictures, string wanted)
    {
        // a model may be of no template known here
        if (CropRun.TemplateOf(pictures) is { } template && template != wanted
            && AlignmentTemplate.All.Any(known => known.Name == wanted))
        {
            throw new ArgumentException(
                $"The pictures in {pictures} are aligned to {template}, but the model takes {wanted}. "
                + $"Align them with --template {wanted}, or move them to it with --aligned-to {template}.");
        }
    }

    private static PictureEmbedder Embedder(ParseResult parsed, ChosenEngine engine, FaceEmbedder? photographs)
    {
        var network = engine.Network;
        PicturePreparation prepare = photographs is not null ? photographs.Prepare
            : new Preparation.PixelPreparation(
                network.Contract,
                parsed.GetValue(Crop) is { } crop ? CropText.Parse(crop) : null,
                parsed.GetValue(AlignedTo)).Prepare;
        return new PictureEmbedder(
            parsed.GetValue(Degrade) is { } kind ? new DegradedNetwork(network, kind) : network, prepare)
        {
            Mirror = Enum.Parse<MirrorMerge>(parsed.GetValue(Mirror)!, ignoreCase: true),
            Threads = engine.Threads,
        };
    }

    // What would make other features of the same pictures, and whom the model knows already.
    private static Dictionary<string, string> Origin(
        ParseResult parsed, string modelPath, IEmbeddingNetwork network, FaceDetector? detector)
    {
        var model = KnownModel.Read(modelPath, network);
        Dictionary<string, string> origin = new()
        {
            [EmbeddingOrigin.Model] = Path.GetFileName(modelPath),
            [EmbeddingOrigin.ModelSha256] = model.Sha256,
            ["images"] = Path.GetFileName(parsed.GetValue(Pictures)!),
            ["mirror"] = parsed.GetValue(Mirror)!,
            ["pictures"] =
                detector is not null ? $"photographs, {parsed.GetValue(Face)} face, detector {detector.Identity}"
                : Placement(parsed),
        };
        if (parsed.GetValue(Degrade) is { } kind)
        {
            origin["degradation"] = $"{kind}";
        }

        if (model.People is { } people)
        {
            origin[TrainedPeople.FieldName] = people.ToText();
        }

        return origin;
    }

    private static string Placement(ParseResult parsed)
    {
        var crop = parsed.GetValue(Crop) is { } text ? $"crop {text}" : "as the model's contract says";
        return parsed.GetValue(AlignedTo) is { } template ? $"{crop}, aligned to {template}" : crop;
    }
}
