using System.CommandLine;
using System.Globalization;
using NormFace.Cli.Output;
using NormFace.PairLists;
using NormFace.Protocols.Pairs;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate pairs</c>: any list of pairs, or a table of scores.</summary>
internal static class EvaluatePairsCommand
{
    private static readonly Option<FileInfo?> Scores = new("--scores")
    {
        Description = PairOptions.ScoresDescription,
    };

    private static readonly Option<string> ScoreColumn = new("--score-column")
    {
        Description = "Column of --scores that holds the scores.",
        DefaultValueFactory = _ => "score",
    };

    private static readonly Option<string?> SameColumn = new("--same-column")
    {
        Description = "Column of --scores that says whether a pair is genuine.",
    };

    private static readonly Option<bool> IsDistance = new("--distance")
    {
        Description = "The scores are distances: smaller is more alike.",
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("pairs", "Any list of pairs with embeddings, or any table of scores.")
        {
            Scores, ScoreColumn, SameColumn, IsDistance,
        };
        PairOptions.AddTo(command);
        EmbeddingOptions.AddTo(command, isRequired: false);
        TemplateOptions.AddTo(command);
        BootstrapOptions.AddTo(command);
        ConditionOptions.AddTo(command);
        ReportOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (pairs, scores) = (PairOptions.Name(parsed), parsed.GetValue(Scores));
        if ((pairs is null) == (scores is null) || EmbeddingOptions.IsGiven(parsed) == (scores is not null))
        {
            throw new ArgumentException("Give either --pairs with --embeddings, or --scores.");
        }

        var conditions = ConditionOptions.Table(parsed);
        var options = new PairsOptions
        {
            Fars = BootstrapOptions.FarsOf(parsed),
            Bootstrap = BootstrapOptions.Of(parsed)
        };
        var result = scores is null
            ? PairsEvaluation.Of(
                TemplateOptions.Pool(parsed, EmbeddingOptions.Read(parsed)), PairOptions.Read(parsed), options: options)
            : PairsEvaluation.Of(
                ScoredPairs.Read(
                    scores.FullName,
                    parsed.GetValue(ScoreColumn)!,
                    parsed.GetValue(SameColumn),
                    parsed.GetValue(IsDistance)),
                options with { Rules = [AccuracyRules.BestThreshold] });

        FiguresTable.Print(result.Summary);
        if (result.Summary.Auc.Value < 0.5)
        {
            ConsoleReport.Note(
                "Genuine pairs score lower than impostor pairs, as distances do. "
                + (parsed.GetValue(IsDistance) ? "Are they similarities? Leave out --distance."
                    : scores is null ? "Does the list of pairs mark genuine ones as genuine?"
                    : "If smaller is more alike, add --distance."));
        }

        ConsoleReport.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Best threshold {result.BestThreshold.Threshold:F4} decides "
            + $"{FiguresTable.Percent(result.BestThreshold.Accuracy)} of these very pairs correctly, which flatters "
            + $"it."));
        if (result.Rules.Count > 0)
        {
            ConsoleReport.Line();
            EvaluateLfwCommand.PrintAccuracies(result);
        }

        ReportOptions.Write(parsed, result, ConditionOptions.Errors(parsed, conditions, result));
    }
}
