using System.CommandLine;
using NormFace.AllPairs;
using NormFace.Cli.Output;
using NormFace.Conditions;
using NormFace.Embeddings;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate all-pairs</c>: every pair of an embedding set.</summary>
internal static class EvaluateAllPairsCommand
{
    private static readonly Option<int> Threads = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "all-pairs",
            "Every pair of an embedding set, counted exactly in memory that does not grow with their number.")
        {
            Threads,
        };
        EmbeddingOptions.AddTo(command);
        TemplateOptions.AddTo(command);
        PeopleOptions.AddTo(command);
        BootstrapOptions.AddTo(command);
        ConditionOptions.AddTo(command);
        ReportOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        var conditions = ConditionOptions.Table(parsed);
        var set = PeopleOptions.Choose(parsed, TemplateOptions.Pool(parsed, EmbeddingOptions.Read(parsed))).Normalize();
        var bootstrap = BootstrapOptions.Of(parsed);
        var options = new AllPairsOptions
        {
            Threads = parsed.GetValue(Threads),
            Seed = bootstrap.Seed,
            ReplicateCount = bootstrap.ReplicateCount,
            Fars = BootstrapOptions.FarsOf(parsed) ?? AllPairsOptions.UsualFarsOf(set),
        };
        var result = AllPairsEvaluation.Of(
            set, options, new ConsoleProgress("pairs", set.Count * (set.Count - 1L) / 2), cancellation);

        FiguresTable.Print(result.Summary);
        ConsoleReport.Line(FormattableString.Invariant(
            $"{result.PairCount:N0} pairs in {result.Seconds:F2} s: {result.PairsPerSecond / 1e6:F0} million a ")
            + FormattableString.Invariant($"second, {result.PassCount} pass{(result.PassCount > 1 ? "es" : "")}."));
        ReportOptions.Write(parsed, result, Errors(parsed, set, conditions, result, cancellation));
    }

    private static ErrorsByCondition? Errors(
        ParseResult parsed,
        EmbeddingSet set,
        ConditionTable? conditions,
        AllPairsResult result,
        CancellationToken cancellation)
    {
        if (conditions is null)
        {
            return null;
        }

        var (threshold, options) = ConditionOptions.Of(parsed, result.Summary);
        var errors = ErrorsByCondition.Of(set, conditions, threshold, options, cancellation);
        ConditionOptions.Print(errors);
        return errors;
    }
}
