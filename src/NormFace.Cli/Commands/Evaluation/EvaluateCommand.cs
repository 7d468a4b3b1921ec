using System.CommandLine;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate</c>: figures of embeddings and scores, by named protocols, with intervals.</summary>
internal static class EvaluateCommand
{
    /// <summary>Builds the command with the protocols below it.</summary>
    public static Command Create() =>
        new("evaluate", "Measure embeddings by a protocol, with intervals over identities.")
    {
        EvaluateLfwCommand.Create(),
        EvaluateBlufrCommand.Create(),
        EvaluateYtfCommand.Create(),
        EvaluatePairsCommand.Create(),
        EvaluateCompareCommand.Create(),
        EvaluateAllPairsCommand.Create(),
        EvaluateIdentifyCommand.Create(),
        EvaluateIjbCommand.Create(),
    };
}
