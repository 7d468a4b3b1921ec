using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Protocols.Pairs;
using NormFace.Protocols.PairSets;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate lfw</c>: LFW's pairs in ten folds, by every toolkit's rule side by side.</summary>
internal static class EvaluateLfwCommand
{
    private const string AllRules = "all";

    private static readonly Option<FileInfo> Pairs = new("--pairs")
    {
        Description = PairOptions.PairsDescription + "LFW's pairs.txt (view 2), or with --train-pairs pairsDevTest.txt "
            + "(view 1).",
        Required = true,
    };

    private static readonly Option<FileInfo?> TrainPairs = new("--train-pairs")
    {
        Description = "Pairs to choose thresholds on, such as pairsDevTrain.txt; default: the other folds.",
    };

    private static readonly Option<string> Rule = new Option<string>("--rule")
    {
        Description = "Rule of accuracy: whose way to choose the threshold; default: all of them side by side.",
        DefaultValueFactory = _ => AllRules,
    }.AcceptOnlyFromAmong([.. AccuracyRules.Default.Names, AllRules]);

    private static readonly Option<double> Variance = new("--variance")
    {
        Description = "Share of the variance that the paper's principal components keep, in (0, 1).",
        DefaultValueFactory = _ => AccuracyRules.PaperShare,
    };

    private static readonly Option<bool> HasNoComponents = new("--no-pca")
    {
        Description = "The paper's rule without principal components, as it quotes for Wu's network.",
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "lfw", "Accuracy on LFW's 6,000 pairs in ten folds, by the rules of the paper and of its peers.")
        {
            Pairs, TrainPairs, Rule, Variance, HasNoComponents,
        };
        EmbeddingOptions.AddTo(command);
        BootstrapOptions.AddTo(command);
        ConditionOptions.AddTo(command);
        ReportOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var conditions = ConditionOptions.Table(parsed);
        var embeddings = EmbeddingOptions.Read(parsed);
        var pairs = PairProtocols.Read(parsed.GetValue(Pairs)!.FullName);
        var training = parsed.GetValue(TrainPairs) is { } file ? PairProtocols.Read(file.FullName) : null;
        if (training is null && pairs.FoldCount < 2)
        {
            throw new InvalidDataException(
                $"{pairs.Location}: expected two or more folds, so that each is judged by a threshold chosen on the "
                    + "others, found one. Name pairs to choose on as well.");
        }

        var name = parsed.GetValue(Rule)!;
        var paper = AccuracyRules.Paper(parsed.GetValue(HasNoComponents) ? null : parsed.GetValue(Variance));
        var result = PairsEvaluation.Of(embeddings, pairs, training, new PairsOptions
        {
            Rules = [
                .. AccuracyRules.Default.All.Where(rule =>
                    name == AllRules || rule.Name == name).Select(rule => rule.Name == paper.Name ? paper : rule)],
            Fars = BootstrapOptions.FarsOf(parsed),
            Bootstrap = BootstrapOptions.Of(parsed),
        }) with
        { IsLfw = true };

        PrintAccuracies(result);
        ConsoleReport.Line();
        FiguresTable.Print(result.Summary);
        ReportOptions.Write(parsed, result, ConditionOptions.Errors(parsed, conditions, result));
    }

    /// <summary>Prints the accuracy by each rule, and why they differ.</summary>
    public static void PrintAccuracies(PairsResult result)
    {
        ConsoleReport.Table(
            $"Accuracy over {result.Scored.List.FoldCount} folds",
            [
                "version",
                "accuracy",
                "deviation (n)",
                "standard error",
                FiguresTable.IntervalHeading(result.Rules[0].Interval)],
            result.Rules.Select(rule => (IReadOnlyList<string>)
            [
                rule.Rule.Name,
                FiguresTable.Percent(rule.Accuracy.Mean),
                FiguresTable.Percent(rule.Accuracy.StandardDeviation),
                FiguresTable.Percent(rule.Accuracy.StandardError),
                FiguresTable.Interval(rule.Interval),
            ]));
        ConsoleReport.Line("Why they differ");
        foreach (var rule in result.Rules)
        {
            ConsoleReport.Line($"  {rule.Rule.Name}: {rule.Rule.Explanation}.");
        }
    }
}
