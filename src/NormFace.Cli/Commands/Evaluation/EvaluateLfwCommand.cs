using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.PairLists;
using NormFace.Protocols.Lfw;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate lfw</c>: LFW's pairs in ten folds, by every toolkit's rule side by side.</summary>
internal static class EvaluateLfwCommand
{
    private const string AllVersions = "all";

    private static readonly Option<FileInfo> Pairs = new("--pairs") { Description = "LFW's pairs.txt (view 2), or with --train-pairs pairsDevTest.txt (view 1).", Required = true };

    private static readonly Option<FileInfo?> TrainPairs = new("--train-pairs") { Description = "Pairs to choose thresholds on, such as pairsDevTrain.txt; the other folds unless told." };

    private static readonly Option<string> Version = new Option<string>("--version")
    {
        Description = "Whose way to choose the threshold; all of them side by side unless told.",
        DefaultValueFactory = _ => AllVersions,
    }.AcceptOnlyFromAmong([.. LfwVersion.All.Select(version => version.Name), AllVersions]);

    private static readonly Option<double> Variance = new("--variance")
    {
        Description = "Share of the variance that the paper's principal components keep, in (0, 1).",
        DefaultValueFactory = _ => 0.995,
    };

    private static readonly Option<bool> HasNoComponents = new("--no-pca") { Description = "The paper's version without principal components, as it quotes for Wu's network." };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("lfw", "Accuracy on LFW's 6,000 pairs in ten folds, by the rules of the paper and of its peers.")
        {
            Pairs, TrainPairs, Version, Variance, HasNoComponents,
        };
        EmbeddingOptions.AddTo(command);
        BootstrapOptions.AddTo(command);
        ReportOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var embeddings = EmbeddingOptions.Read(parsed);
        var pairs = PairListFile.Read(parsed.GetValue(Pairs)!.FullName);
        var training = parsed.GetValue(TrainPairs) is { } file ? PairListFile.Read(file.FullName) : null;
        var name = parsed.GetValue(Version)!;
        var result = LfwEvaluation.Of(embeddings, pairs, training, new LfwOptions
        {
            Versions = [.. LfwVersion.All.Where(version => name == AllVersions || version.Name == name)],
            VarianceShare = parsed.GetValue(HasNoComponents) ? null : parsed.GetValue(Variance),
            Fars = BootstrapOptions.FarsOf(parsed),
            Bootstrap = BootstrapOptions.Of(parsed),
        });

        PrintAccuracies(result);
        ConsoleReport.Line();
        FiguresTable.Print(result.Summary);
        using var pictures = ReportOptions.Pictures(parsed);
        ReportOptions.Write(parsed, LfwReport.ToJson(result), LfwReport.ToPage(result, pictures.Png), result.Scored.All());
    }

    /// <summary>Prints the accuracy of each version, and why they differ.</summary>
    public static void PrintAccuracies(LfwResult result)
    {
        ConsoleReport.Table(
            $"Accuracy over {result.Scored.List.FoldCount} folds",
            ["version", "accuracy", "deviation (n)", "standard error", FiguresTable.IntervalHeading(result.Versions[0].Interval)],
            result.Versions.Select(version => (IReadOnlyList<string>)
            [
                version.Version.Name,
                FiguresTable.Percent(version.Accuracy.Mean),
                FiguresTable.Percent(version.Accuracy.StandardDeviation),
                FiguresTable.Percent(version.Accuracy.StandardError),
                FiguresTable.Interval(version.Interval),
            ]));
        ConsoleReport.Line("Why they differ");
        foreach (var version in result.Versions)
        {
            ConsoleReport.Line($"  {version.Version.Name}: {version.Version.Explanation}.");
        }
    }
}
