using System.CommandLine;
using System.CommandLine.Parsing;
using NormFace.Cli.Output;
using NormFace.Native;
using NormFace.Recipes;
using NormFace.Training;

namespace NormFace.Cli;

/// <summary>Runs a command and turns what happens into an exit code.</summary>
internal static class Invocation
{
    /// <summary>0 done, 1 failed, 2 wrong usage, 130 interrupted; a failure prints its message and no stack trace.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var errors = Console.Error; // as it is: a message that is broken into lines of 80 cannot be searched for
        var parsed = root.Parse(args);

        if (parsed.Errors.Count > 0)
        {
            foreach (var message in UnknownOptions(parsed) is { Length: > 0 } unknown ? unknown : [.. parsed.Errors.Select(error => error.Message)])
            {
                errors.WriteLine(message);
            }

            errors.WriteLine($"Try '{string.Join(' ', CommandPath(parsed.CommandResult))} --help'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (error is ArgumentException or RecipeException)
        {
            errors.WriteLine(FirstLine(error));
            return ExitCode.WrongUsage;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or NativeStartException or TrainingDivergedException)
        {
            errors.WriteLine(error.Message);
            return ExitCode.Failed;
        }
    }

    // The parser takes an unknown option for an argument, and complains of whatever comes after.
    private static string[] UnknownOptions(ParseResult parsed)
    {
        if (parsed.CommandResult.Command.Subcommands.Count > 0)
        {
            return []; // the command is what is missing
        }

        var known = parsed.CommandResult.Command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        return [.. parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => $"There is no option {token.Value} here. There is {string.Join(", ", known)}.")];
    }

    // ArgumentOutOfRangeException appends lines with the parameter's name and value, which our messages hold already.
    private static string FirstLine(Exception error)
    {
        var message = error.Message.Split('\n')[0].Trim();
        var suffix = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? message : message[..suffix];
    }

    private static IEnumerable<string> CommandPath(CommandResult result) =>
        result.Parent is CommandResult parent
            ? CommandPath(parent).Append(result.Command.Name)
            : ["normface"];
}
