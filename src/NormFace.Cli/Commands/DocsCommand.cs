using System.CommandLine;
using NormFace.Cli.Help;
using NormFace.Cli.Output;
using NormFace.Reference;

namespace NormFace.Cli.Commands;

/// <summary><c>normface docs</c>: writes the tables of the documents that follow from the code.</summary>
internal static class DocsCommand
{
    private static readonly Argument<DirectoryInfo> Root = new("repository")
    {
        Description = "Root of the repository.",
        DefaultValueFactory = _ => new DirectoryInfo(Environment.CurrentDirectory),
    };

    private static readonly Option<bool> IsCheck = new("--check")
    {
        Description = "Write nothing; exit with 1 if a document is out of date.",
    };

    /// <summary>Builds the command.</summary>
    /// <param name="root">The program, whose commands are documented.</param>
    public static Command Create(RootCommand root)
    {
        Command command = new("docs", "Update the generated tables in README.md and docs/. For contributors.")
        {
            Root, IsCheck,
        };
        command.SetAction(parsed => (int)Run(parsed, new CommandTables(root)));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, CommandTables commands)
    {
        var (root, isCheck) = (parsed.GetValue(Root)!.FullName, parsed.GetValue(IsCheck));
        var documents = isCheck
            ? ReferenceTables.Differing(root, commands.All())
            : ReferenceTables.Write(root, commands.All());
        foreach (var document in documents)
        {
            ConsoleReport.Line(isCheck ? $"{document} is out of date. Run 'normface docs'." : $"{document} written.");
        }

        return isCheck && documents.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
