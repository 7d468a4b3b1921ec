using System.CommandLine;
using NormFace.Cli.Help;

namespace NormFace.Cli.Commands;

/// <summary><c>normface completion</c>: what a shell needs to complete the words of a command line.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new Argument<string>("shell")
    {
        Description = "The shell: bash, zsh or fish.",
    }.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("completion", "Print a script that completes commands and options in a shell.") { Shell };
        command.SetAction(parsed => Console.Out.Write(CompletionScripts.Of(parsed.GetValue(Shell)!)));
        return command;
    }
}
