using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace NormFace.Cli;

/// <summary>Messages for a wrong command line; each lists the valid choices.</summary>
internal static partial class UsageErrors
{
    /// <summary>The messages; none if nothing is wrong.</summary>
    public static IReadOnlyList<string> Messages(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.Errors.Count > 0)
        {
            var missing = parsed.UnmatchedTokens.Count > 0
                ? $"Unknown command '{parsed.UnmatchedTokens[0]}'."
                : "A command is missing.";
            return [$"{missing} Commands: {string.Join(", ", command.Subcommands.Select(known => known.Name))}."];
        }

        var unknown = UnknownOptions(parsed).ToArray();
        return unknown.Length > 0 ? unknown : [.. parsed.Errors.Select(error => WithoutTypes(error.Message))];
    }

    /// <summary>A message that begins with the name of a setting, such as <c>MinFaceSize</c>, with the option of that
    /// name in its place.</summary>
    public static string WithOptions(string message, ParseResult parsed)
    {
        var setting = SettingName().Match(message).Value;
        var option = "--" + WordBreak().Replace(setting, "-").ToLowerInvariant();
        return setting.Length > 0
            && parsed.CommandResult.Command.Options.Any(known => known.Name == option || known.Aliases.Contains(option))
            ? option + message[setting.Length..]
            : message;
    }

    // The parser takes an unknown option for an argument, and complains of whatever comes after, if anything does.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var known = string.Join(
            ", ", parsed.CommandResult.Command.Options.Where(option => !option.Hidden).Select(option => option.Name));
        return parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => $"Unknown option {token.Value.Split('=')[0]}. Options: {known}.");
    }

    private static string WithoutTypes(string message) => ExpectedType().Replace(
        message, match => match.Value.Contains("Int", StringComparison.Ordinal) ? "as a whole number" : "as a number");

    [GeneratedRegex("^[A-Z][A-Za-z]+(?= must )")]
    private static partial Regex SettingName();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordBreak();

    [GeneratedRegex(@"as expected type '[^']*(Int32|Int64|Double|Single)[^']*'")]
    private static partial Regex ExpectedType();
}
