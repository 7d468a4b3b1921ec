using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
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
        var parsed = root.Parse(JsonOutput.Told(args));
        if (args is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal))
        {
            return await parsed.InvokeAsync().ConfigureAwait(false); // a shell asks for words
        }

        var wrong = UsageErrors.Messages(parsed);
        if (wrong.Count > 0)
        {
            foreach (var message in wrong)
            {
                Say(message);
            }

            Say($"Try '{string.Join(' ', CommandPath(parsed.CommandResult))} --help'.");
            return (int)ExitCode.WrongUsage;
        }

        try
        {
            ConsoleReport.Begin(parsed);
            OutputFile.CheckAll(parsed);
            using var time = StatusLine.ShowTime();
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Say("Interrupted.");
            return (int)ExitCode.Interrupted;
        }
        catch (Exception error) when (error is ArgumentException or SettingException)
        {
            Say(UsageErrors.WithOptions(FirstLine(error), parsed));
            return (int)ExitCode.WrongUsage;
        }
        catch (Exception error) when (
            error is IOException or InvalidDataException or UnauthorizedAccessException or NativeStartException
                or TrainingDivergedException)
        {
            Say(error.Message);
            return (int)ExitCode.Failed;
        }
        catch (Exception error) when (MissingEngine.Message(error) is { } message)
        {
            Say(message);
            return (int)ExitCode.Failed;
        }
        catch (Exception error) when (IsOutOfMemory(error))
        {
            Say("There is not enough memory. Use smaller batches or pictures, or a machine with more. "
                + FirstLine(error));
            return (int)ExitCode.Failed;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Say($"{error.GetType().Name}: {error.Message}");
            Say("This is a fault of NormFace. Please report it with the details that --verbose prints.");
            ConsoleReport.Detail(error.ToString());
            return (int)ExitCode.Failed;
        }
        finally
        {
            ConsoleReport.Detail("end");
            StatusLine.Clear();
        }
    }

    // As it is: a message that is broken into lines of 80 cannot be searched for.
    private static void Say(string message)
    {
        StatusLine.Clear();
        Console.Error.WriteLine(TerminalText.Safe(message));
    }

    // libtorch's errors are all of one type.
    private static bool IsOutOfMemory(Exception error) => error is OutOfMemoryException
        || (error is ExternalException
            && (error.Message.Contains("allocate memory", StringComparison.Ordinal)
                || error.Message.Contains("out of memory", StringComparison.Ordinal)
                || error.Message.Contains("bad_alloc", StringComparison.Ordinal)));

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
