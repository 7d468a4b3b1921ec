using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Protocols.Blufr;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate blufr</c>: the LFW benchmark BLUFR.</summary>
internal static class EvaluateBlufrCommand
{
    private static readonly Option<FileInfo?> Lists = new("--lists")
    {
        Description = "The published lists of the protocol: blufr_lfw_config.mat; without it, trials are generated.",
    };

    private static readonly Option<int> TrialSeed = RateOptions.TrialSeed();

    private static readonly Option<int> Trials = new("--trials")
    {
        Description = "Number of generated trials, from 1 to 1000.",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<double[]> VerificationRates = FalseMatchRate.Several(
        "those of verification.", 0.001, 0.01);

    private static readonly Option<double[]> IdentificationRates = RateOptions.FalsePositive(
        "those of open-set identification, BLUFR's FAR.", 0.001, 0.01);

    private static readonly Option<int[]> Ranks = RateOptions.Ranks();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "blufr",
            "Verification and open-set identification at low false accept rates, ten trials, by BLUFR's own rule.")
        {
            Lists, TrialSeed, Trials, VerificationRates, IdentificationRates, Ranks,
        };
        EmbeddingOptions.AddTo(command);
        ReportOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var embeddings = EmbeddingOptions.Read(parsed).Normalize();
        var trials = parsed.GetValue(Lists) is { } file
            ? BlufrTrials.Read(file.FullName)
            : BlufrTrials.Generate(embeddings.Names, parsed.GetValue(TrialSeed), parsed.GetValue(Trials));
        var options = new BlufrOptions
        {
            VerificationFars = parsed.GetValue(VerificationRates)!,
            IdentificationFars = parsed.GetValue(IdentificationRates)!,
            Ranks = parsed.GetValue(Ranks)!,
        };
        var result = BlufrEvaluation.Of(embeddings, trials, options, new ConsoleProgress("trials"));

        ConsoleReport.Line($"Trials: {result.Origin}");
        ConsoleReport.Table(
            null,
            ["rate", "mean", "deviation (n - 1)", "mean - deviation", "interval over trials"],
            result.Verification.Concat(result.Identification).Select(rate => (IReadOnlyList<string>)
            [
                rate.Name,
                FiguresTable.Percent(rate.Mean),
                FiguresTable.Percent(rate.StandardDeviation),
                FiguresTable.Percent(rate.MeanMinusDeviation),
                FiguresTable.Interval(rate.OverTrials()),
            ]));
        ReportOptions.Write(parsed, result);
    }
}
