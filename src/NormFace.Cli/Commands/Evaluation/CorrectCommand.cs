using System.CommandLine;
using NormFace.Calibration;
using NormFace.Cli.Output;
using NormFace.Recognition;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface correct</c>: learns what pictures of one source have in common.</summary>
internal static class CorrectCommand
{
    private static readonly Option<FileInfo[]> Sources = new("--sources")
    {
        Description = "Embeddings of at least two sources of pictures by the model, a .safetensors file of 'normface "
            + "embed' each; copies made with --degrade count as sources.",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    private static readonly Option<int> Directions = new("--directions")
    {
        Description = "Directions to remove at most, along which the means of the sources differ most.",
        DefaultValueFactory = _ => SourceCorrectionFit.UsualDirections,
    };

    private static readonly Option<FileInfo> Model = new("--model")
    {
        Description = $"{ModelOptions.ModelDescription} to write the correction into; its calibration is removed.",
        Required = true,
    };

    private static readonly Option<FileInfo?> Contract = new("--contract")
    {
        Description = $"{ModelOptions.ContractDescription}; the correction goes into it.",
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "correct",
            "Learn from several sources what pictures of one source have in common, so that a false match rate holds "
            + "on others.")
        {
            Sources, Directions, Model, Contract, JsonOutput.Option,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (model, contract) = (parsed.GetValue(Model)!, parsed.GetValue(Contract));
        var earlier = CalibratedModel.Check(model, contract);
        var known = KnownModel.Read(model.FullName);
        var sources = parsed.GetValue(Sources)!.Select(file =>
        {
            EmbeddingOrigin.Of(file).RequireModel(model, known);
            return (Path.GetFileNameWithoutExtension(file.Name), EmbeddingOptions.Read(file, null));
        }).ToArray();
        var correction = SourceCorrectionFit.Of(sources, parsed.GetValue(Directions));
        var written = EmbeddingModel.WriteCorrection(model.FullName, correction, contract?.FullName);
        ConsoleReport.Line(FormattableString.Invariant(
            $"{correction.DirectionCount} directions from {correction.Sources.Count} sources of ")
            + FormattableString.Invariant($"{correction.PictureCount:N0} pictures, correction {correction.Origin}"));
        ConsoleReport.Note(
            $"Written into {(written == model.FullName ? $"the header of {model}" : written)}");
        if (earlier is not null)
        {
            ConsoleReport.Note(
                "The earlier calibration does not hold any more and was removed: calibrate the model again.");
        }

        JsonOutput.Write(parsed, correction.ToJson());
    }
}
