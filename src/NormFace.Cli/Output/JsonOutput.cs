using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NormFace.Cli.Output;

/// <summary><c>--json [FILE]</c>: the result of a command for programs.</summary>
internal static class JsonOutput
{
    private const string Name = "--json";

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file for programs, never part of a web page
    };

    /// <summary>The option; every command with a result has it.</summary>
    public static OutputFile Option { get; } = new(Name)
    {
        Description = "The result as JSON: to a file whose name ends in .json, or in place of the text to standard "
            + "output (no file, or -).",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
        MayBeStandardOutput = true,
    };

    /// <summary>Writes a result where it was asked for.</summary>
    public static void Write(ParseResult parsed, JsonNode result) =>
        Option.Write(parsed, result.ToJsonString(Layout) + "\n");

    /// <summary>Writes a result as its properties say.</summary>
    public static void Write<T>(ParseResult parsed, T result)
    {
        if (parsed.GetResult(Option) is not null)
        {
            Write(parsed, JsonSerializer.SerializeToNode(result, Layout)!);
        }
    }

    /// <summary>
    /// Arguments in which the file of <c>--json</c>, which may be left out, is told from the argument that follows:
    /// <c>verify --json a.jpg b.jpg</c> must not write over a picture.
    /// </summary>
    public static string[] Told(IReadOnlyList<string> arguments) =>
    [
        .. arguments.Select((argument, index) =>
            argument == Name && index + 1 < arguments.Count && !IsFile(arguments[index + 1])
                ? Name + "=-"
                : argument),
    ];

    private static bool IsFile(string argument) =>
        argument == "-"
        || argument.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || argument.StartsWith("/dev/", StringComparison.Ordinal);
}
