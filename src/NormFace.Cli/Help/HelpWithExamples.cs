using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NormFace.Cli.Help;

/// <summary>The help of System.CommandLine, with examples and with where to read more.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    /// <summary>Gives every command of the program this help.</summary>
    public static void Set(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public override bool ClearsParseErrors => true; // help does not ask for what is required

    public override int Invoke(ParseResult parseResult)
    {
        var (code, command) = (inner.Invoke(parseResult), parseResult.CommandResult.Command);
        var output = parseResult.InvocationConfiguration.Output;
        if (Examples.Of(CommandTree.PathOf(command)) is { Count: > 0 } examples)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        if (command is RootCommand)
        {
            output.WriteLine(
                "'normface help COMMAND' shows a command with examples; 'normface help exit-codes' the exit codes.");
            output.WriteLine();
        }

        return code;
    }
}
