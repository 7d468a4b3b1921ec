using System.CommandLine;
using System.CommandLine.Parsing;
using NormFace.Cli.Engines;
using NormFace.Cli.Output;
using NormFace.Native;
using NormFace.Settings;
using NormFace.Training;

namespace NormFace.Cli;

/// <summary>Runs a command and turns what happens into an exit code.</summary>
internal static class Invocation
{
    /// <summary>
    /// 0 done, 1 failed, 2 wrong usage, 130 interrupted; a failure prints its message and no stack trace.
    /// </summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var errors = Console.Error; // as it is: a message that is broken into lines of 80 cannot be searched for
        var parsed = root.Parse(JsonOutput.Told(args));

        var wrong = UsageErrors.Messages(parsed);
        if (wrong.Count > 0)
        {
            foreach (var message in wrong)
            {
                errors.WriteLine(TerminalText.Safe(message));
            }

            errors.WriteLine($"Try '{string.Join(' ', CommandPath(parsed.CommandResult))} --help'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            ConsoleReport.Begin(parsed);
            OutputFile.CheckAll(parsed);
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (error is ArgumentException or SettingException)
        {
            errors.WriteLine(TerminalText.Safe(UsageErrors.WithOptions(FirstLine(error), parsed)));
            return ExitCode.WrongUsage;
        }
        catch (Exception error) when (
            error is IOException or InvalidDataException or UnauthorizedAccessException or NativeStartException
                or TrainingDivergedException)
        {
            errors.WriteLine(TerminalText.Safe(error.Message));
            return ExitCode.Failed;
        }
        catch (Exception error) when (MissingEngine.Message(error) is { } message)
        {
            errors.WriteLine(message);
            return ExitCode.Failed;
        }
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
