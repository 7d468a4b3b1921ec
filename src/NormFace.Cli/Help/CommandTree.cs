using System.CommandLine;

namespace NormFace.Cli.Help;

/// <summary>The commands of the program by their path, such as <c>evaluate lfw</c>.</summary>
internal static class CommandTree
{
    /// <summary>Every command that does something, in the order of help.</summary>
    public static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path = "") =>
        command.Subcommands.Count == 0 ? [(path, command)]
        : command.Subcommands.Where(sub => !sub.Hidden)
            .SelectMany(sub => Leaves(sub, path.Length == 0 ? sub.Name : $"{path} {sub.Name}"));

    /// <summary>The path of a command; empty for the program itself.</summary>
    public static string PathOf(Command command)
    {
        var above = command.Parents.OfType<Command>().FirstOrDefault();
        return above is null ? "" : $"{PathOf(above)} {command.Name}".TrimStart();
    }

    /// <summary>The options of a command, without those of every command.</summary>
    public static IEnumerable<Option> OwnOptions(Command command) => command.Options.Where(option => !option.Hidden);

    /// <summary>The options of a command with those of every command.</summary>
    public static IEnumerable<Option> AllOptions(Command command) => OwnOptions(command).Concat(
        command.Parents.OfType<Command>().SelectMany(AllOptions).Where(option => option.Recursive));
}
