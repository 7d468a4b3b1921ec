using System.CommandLine;
using NormFace.Cli.Commands.Evaluation;
using NormFace.Cli.Faces;
using NormFace.Cli.Output;
using NormFace.Datasets;
using NormFace.Detection;
using NormFace.Models;
using NormFace.Recognition;
using NormFace.Storage;

namespace NormFace.Cli.Commands;

/// <summary><c>normface verify</c>: are two pictures of one person?</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string[]> Pictures = new(PicturesArgument.Name)
    {
        Description = "Pictures: the two photographs to compare; - for standard input.",
        Arity = new ArgumentArity(2, 2),
    };

    private static readonly Option<FileInfo?> Model = ModelOptions.Model();

    private static readonly Option<FileInfo?> Contract = ModelOptions.Contract();

    private static readonly Option<string?> Detector = DetectorPath.Option();

    private static readonly Option<double?> Threshold = ThresholdOption.Create("the model's threshold for --fmr.");

    private static readonly Option<double?> Rate = FalseMatchRate.One(
        "one of those the model was calibrated for; default: the one nearest to 0.001.");

    private static readonly Option<FaceChoice> Face = FaceOption.Create(FaceChoice.Only);

    private static readonly Option<bool> AnyQuality = new("--any-quality")
    {
        Description = "Accept tiny and blurred faces.",
    };

    private static readonly Option<FileInfo?> Home = HomeOption.Create();

    private static readonly OutputFile Drawing = DrawOption.Create(
        "both photographs with boxes and landmarks, the aligned faces, the score");

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("verify", "Decide whether two photographs show the same person.")
        {
            Pictures, Model, Contract, Detector, Threshold, Rate, Face, AnyQuality, Home, JsonOutput.Option, Drawing,
        };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private static ExitCode Run(ParseResult parsed)
    {
        if (parsed.GetValue(Threshold) is not null && parsed.GetValue(Rate) is not null)
        {
            throw new ArgumentException("--threshold and --fmr must not both be given: each sets the threshold.");
        }

        var modelPath = ShippedModel.Or(parsed.GetValue(Model));
        using var model = EmbeddingModel.Open(modelPath, contractPath: parsed.GetValue(Contract)?.FullName);
        var threshold = VerifyThreshold.Of(model, modelPath, parsed.GetValue(Threshold), parsed.GetValue(Rate));
        using var detector = FaceDetector.Open(DetectorPath.Or(parsed.GetValue(Detector)));
        var requirements = parsed.GetValue(AnyQuality) ? FaceRequirements.None : new FaceRequirements();
        using var embedder = new FaceEmbedder(detector, model, requirements with { Choice = parsed.GetValue(Face) })
        {
            Correction = Corrected(model, parsed.GetValue(Home)),
        };

        var pictures = parsed.GetValue(Pictures)!;
        var names = ShortNames.Of(pictures);
        var isDrawn = parsed.GetValue(Drawing) is not null;
        VerifiedFace[] faces = [.. pictures.Select((path, index) => Look(embedder, path, names[index], isDrawn))];
        var comparison = faces.All(face => face.Embedding is not null)
            ? threshold.Compare(faces[0].Embedding!, faces[1].Embedding!)
            : null;
        if (parsed.GetValue(Drawing) is { } picture)
        {
            var drawn = comparison is not null ? VerifyPicture.Draw(faces, comparison) : FacesPicture.Draw(
                [.. faces.Select(face => FacesOf(detector, face))]);
            AtomicFile.Write(picture.FullName, stream => stream.Write(drawn));
        }

        foreach (var line in VerifyText.Lines(faces, comparison, model))
        {
            ConsoleReport.Line(line);
        }

        JsonOutput.Write(parsed, VerifyText.Json(faces, comparison, modelPath));

        return comparison is null ? faces.First(face => face.Embedding is null).Code
            : comparison.Verdict switch
            {
                FaceVerdict.Same => ExitCode.Done,
                FaceVerdict.Different => ExitCode.Different,
                _ => ExitCode.Undecided,
            };
    }

    private static SourceCorrection? Corrected(EmbeddingModel model, FileInfo? home) =>
        home is null ? model.Correction
        : model.Correction is { } correction ? HomeOption.Moved(correction, home)
        : throw new ArgumentException(
            "--home moves the correction of the model, but the model has none, or was calibrated without it.");

    // What a refusal is about: every face with the number by which --face chooses it.
    private static FoundFaces FacesOf(FaceDetector detector, VerifiedFace face) => face.Photograph is { } photograph
        ? new FoundFaces(
            face.Name, photograph.Width, photograph.Height, detector.Detect(photograph), face.Problem, photograph)
        : new FoundFaces(face.Name, 0, 0, [], face.Problem, Picture: null);

    private static VerifiedFace Look(FaceEmbedder embedder, string path, string name, bool isKept)
    {
        try
        {
            var photograph = PictureInput.Read(path, name);
            var kept = isKept ? photograph : null;
            return embedder.TryEmbed(photograph, out var embedding, out var problem)
                ? new VerifiedFace(name, kept, embedding, null, ExitCode.Done)
                : new VerifiedFace(name, kept, null, $"{name}: {problem.Message}", problem.Kind switch
                {
                    FaceProblemKind.NoFace => ExitCode.NoFace,
                    FaceProblemKind.SeveralFaces => ExitCode.SeveralFaces,
                    FaceProblemKind.TinyFace => ExitCode.TinyFace,
                    _ => ExitCode.BlurredFace,
                });
        }
        catch (PictureException error)
        {
            return new VerifiedFace(name, null, null, error.Message, ExitCode.Unreadable);
        }
    }
}
