using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using NormFace.Cli.Help;
using NormFace.Settings;

namespace NormFace.Cli;

/// <summary>Messages for a wrong command line; each lists the valid choices.</summary>
internal static partial class UsageErrors
{
    /// <summary>The messages; none if nothing is wrong.</summary>
    public static IReadOnlyList<string> Messages(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = UnknownOptions(parsed).ToArray();
        if (command.Subcommands.Count > 0 && parsed.Errors.Count > 0)
        {
            string[] known = [.. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name)];
            var missing = parsed.UnmatchedTokens is not [var word, ..] ? "A command is missing."
                : unknown.Length > 0 && word.StartsWith('-') ? unknown[0]
                : $"Unknown command '{word}'.{Suggestion.For(word, known)}";
            return [$"{missing} Commands: {string.Join(", ", known)}."];
        }

        return unknown.Length > 0 ? unknown : [.. parsed.Errors.Select(error => MessageOf(error, parsed)).Distinct()];
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
        string[] known = [.. CommandTree.AllOptions(parsed.CommandResult.Command).Select(option => option.Name)];
        return parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => token.Value.Split('=')[0])
            .Select(word =>
                $"Unknown option {word}.{Suggestion.For(word, known)} Options: {string.Join(", ", known)}.");
    }

    private static string MessageOf(ParseError error, ParseResult parsed)
    {
        if (Choice().Match(error.Message) is { Success: true } choice)
        {
            var (value, known) = (choice.Groups["value"].Value, Quoted().Matches(choice.Groups["known"].Value)
                .Select(match => match.Groups[1].Value).ToArray());
            var name = OptionOf(error.SymbolResult) ?? "value";
            return $"{name} must be one of {string.Join(", ", known)}, but was '{value}'."
                + Suggestion.For(value, known);
        }

        if (error.SymbolResult is ArgumentResult { Argument: { } argument, Tokens.Count: var count }
            && error.Message.StartsWith("Required argument", StringComparison.Ordinal)
            && parsed.CommandResult.Command.Arguments.Contains(argument))
        {
            var given = count > 0 ? FormattableString.Invariant($" ({count} given)") : "";
            return $"<{argument.Name}> is missing{given}. {argument.Description}";
        }

        return WithoutTypes(error.Message);
    }

    private static string? OptionOf(SymbolResult? result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult { Parent: OptionResult option } => option.Option.Name,
        ArgumentResult argument => $"<{argument.Argument.Name}>",
        _ => null,
    };

    private static string WithoutTypes(string message) => ExpectedType().Replace(
        message, match => match.Value.Contains("Int", StringComparison.Ordinal) ? "as a whole number" : "as a number");

    [GeneratedRegex(
        @"^Argument '(?<value>[^']*)' not recognized\. Must be one of:(?<known>.*)$", RegexOptions.Singleline)]
    private static partial Regex Choice();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("^[A-Z][A-Za-z]+(?= must )")]
    private static partial Regex SettingName();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordBreak();

    [GeneratedRegex(@"as expected type '[^']*(Int32|Int64|Double|Single)[^']*'")]
    private static partial Regex ExpectedType();
}
