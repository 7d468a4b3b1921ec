using System.CommandLine;

namespace NormFace.Cli.Output;

/// <summary><c>--csv FILE</c>: the result as a table for spreadsheets and scripts.</summary>
internal static class CsvOutput
{
    /// <summary>Builds the option.</summary>
    /// <param name="columns">What the table holds.</param>
    public static OutputFile Create(string columns) => new("--csv")
    {
        Description = $"The result as CSV: {columns}; - for standard output, in place of the text.",
        HelpName = "FILE",
        MayBeStandardOutput = true,
    };

    /// <summary>Writes a table where it was asked for.</summary>
    public static void Write(ParseResult parsed, OutputFile option, IEnumerable<string> lines) =>
        option.Write(parsed, string.Concat(lines.Select(line => line + "\n")));
}
