using System.CommandLine;
using System.Globalization;
using System.Text;
using NormFace.Cli.Output;

namespace NormFace.Cli.Help;

/// <summary>The tables of docs/commands.md: every command with its options, and what each word means.</summary>
internal sealed class CommandTables(RootCommand root)
{
    /// <summary>The document.</summary>
    public const string Document = "docs/commands.md";

    /// <summary>The tables, each with the name of its place in the document.</summary>
    /// <exception cref="InvalidDataException">A word has two meanings, or an example cannot be parsed.</exception>
    public IEnumerable<(string Document, string Name, string Text)> All() =>
    [
        (Document, "exit codes", ExitCodeTable()),
        (Document, "words", new OptionWords(root).ToMarkdown()),
        (Document, "commands", Commands()),
    ];

    private static string ExitCodeTable() => Table(
        ["code", "meaning"],
        ExitCodes.All.Select(row => new[] { ((int)row.Code).ToString(CultureInfo.InvariantCulture), row.Meaning }));

    private string Commands()
    {
        var text = new StringBuilder();
        foreach (var (path, command) in CommandTree.Leaves(root))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"### normface {path}\n\n{command.Description}\n\n");
            CheckExamples(path);
            _ = text.Append(CultureInfo.InvariantCulture, $"```sh\n{string.Join('\n', Examples.Of(path))}\n```\n\n");
            var rows = command.Arguments.Select(argument => new[] { $"`<{argument.Name}>`", argument.Description! })
                .Concat(CommandTree.OwnOptions(command).Select(option => new[]
                {
                    $"`{option.Name}{(OptionWords.ValueOf(option) is { } value ? $" {value}" : "")}`",
                    option.Description + (option.Required ? " Required." : OptionWords.DefaultOf(option)),
                })).ToArray();
            if (rows.Length > 0)
            {
                _ = text.Append(Table(["option", "meaning"], rows)).Append('\n');
            }
        }

        return text.ToString();
    }

    // An example may stand in a pipe or be redirected.
    private void CheckExamples(string path)
    {
        if (Examples.Of(path).Count == 0)
        {
            throw new InvalidDataException($"normface {path}: expected an example in Examples, found none.");
        }

        foreach (var example in Examples.Of(path))
        {
            var line = example[(example.IndexOf("normface ", StringComparison.Ordinal) + "normface ".Length)..]
                .Split(['|', '>', '<', ')'])[0];
            var parsed = root.Parse(JsonOutput.Told(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            // what an example reads need not exist here
            var errors = UsageErrors.Messages(parsed)
                .Where(error => !error.Contains("does not exist", StringComparison.Ordinal));
            if (errors.FirstOrDefault() is { } error)
            {
                throw new InvalidDataException($"The example '{example}' cannot be parsed: {error}");
            }

            if (CommandTree.PathOf(parsed.CommandResult.Command) != path)
            {
                throw new InvalidDataException($"The example '{example}' is not of normface {path}.");
            }
        }
    }

    /// <summary>A table in Markdown.</summary>
    internal static string Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        static string Row(IEnumerable<string> cells) =>
            $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
        return Row(columns) + Row(columns.Select(_ => "---")).Replace(" ", "", StringComparison.Ordinal)
            + string.Concat(rows.Select(Row));
    }
}
