using System.CommandLine;

namespace NormFace.Cli.Output;

/// <summary>How much a command says; the options are those of every command.</summary>
internal static class Verbosity
{
    private static readonly Option<bool> Quiet = new("--quiet")
    {
        Description = "Print the result and errors only: no progress, no notes.",
        Recursive = true,
    };

    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Print details to standard error: what was opened, what was chosen, how long it took.",
        Recursive = true,
    };

    /// <summary>Adds the options to every command of the program.</summary>
    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Quiet);
        root.Options.Add(Verbose);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="ArgumentException">Both were.</exception>
    public static (bool IsQuiet, bool IsVerbose) Of(ParseResult parsed) =>
        (parsed.GetValue(Quiet), parsed.GetValue(Verbose)) is not (true, true) and var asked
            ? asked
            : throw new ArgumentException("--quiet and --verbose must not both be given.");
}
