using System.CommandLine;
using System.Globalization;
using NormFace.Cli.Output;
using NormFace.Settings;

namespace NormFace.Cli.Commands;

/// <summary><c>normface help</c>: the help of a command, or the table of exit codes.</summary>
internal static class HelpCommand
{
    private const string ExitCodesTopic = "exit-codes";

    private static readonly Argument<string[]> Topic = new("command")
    {
        Description = $"The command, such as 'verify' or 'evaluate lfw'; or {ExitCodesTopic}.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Builds the command.</summary>
    /// <param name="root">The program, whose commands are explained.</param>
    public static Command Create(RootCommand root)
    {
        Command command = new("help", "Show the help of a command, or the exit codes.") { Topic };
        Topic.CompletionSources.Add(
            _ => [.. root.Subcommands.Select(known => new System.CommandLine.Completions.CompletionItem(known.Name))]);
        command.SetAction(parsed => Run(root, parsed.GetValue(Topic) ?? []));
        return command;
    }

    private static int Run(RootCommand root, string[] words)
    {
        if (words is [ExitCodesTopic])
        {
            ConsoleReport.Table(
                "Exit codes",
                ["code", "meaning"],
                ExitCodes.All.Select(row => (IReadOnlyList<string>)
                    [((int)row.Code).ToString(CultureInfo.InvariantCulture), row.Meaning]));
            return (int)ExitCode.Done;
        }

        Command command = root;
        foreach (var word in words)
        {
            command = command.Subcommands.FirstOrDefault(known => known.Name == word) ?? throw new ArgumentException(
                $"There is no command '{string.Join(' ', words)}'."
                + Suggestion.For(word, command.Subcommands.Select(known => known.Name))
                + (command.Subcommands.Count > 0
                    ? $" Commands: {string.Join(", ", command.Subcommands.Select(known => known.Name))}."
                    : ""));
        }

        return root.Parse([.. words, "--help"]).Invoke();
    }
}
