using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;

namespace NormFace.Cli.Output;

/// <summary>
/// Console output. The result goes to standard output, unless JSON or CSV takes its place; notes go with it, or to
/// standard error where standard output is for a program; progress and details go to standard error.
/// </summary>
internal static class ConsoleReport
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    private static bool isForPrograms, isQuiet, isVerbose; // one command runs in a process, so this is set once

    private const int WidthWithoutTerminal = 200; // a file or a pipe has no edge at which to break lines

    static ConsoleReport()
    {
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            AnsiConsole.Profile.Width = WidthWithoutTerminal;
        }
    }

    /// <summary>Whether a line of progress is shown: on a terminal, unless <c>--quiet</c> is given.</summary>
    public static bool ShowsProgress => !isQuiet && !Console.IsErrorRedirected;

    /// <summary>Takes over what the command line says about output.</summary>
    public static void Begin(ParseResult parsed)
    {
        isForPrograms = OutputFile.TakesStandardOutput(parsed);
        (isQuiet, isVerbose) = Verbosity.Of(parsed);
    }

    /// <summary>Prints a line of the result, unbroken.</summary>
    public static void Line(string text = "")
    {
        if (!isForPrograms)
        {
            AnsiConsole.Profile.Out.Writer.WriteLine(TerminalText.Safe(text));
        }
    }

    /// <summary>Prints a line beside the result, such as what was written or left out; not with
    /// <c>--quiet</c>.</summary>
    public static void Note(string text = "")
    {
        if (!isQuiet)
        {
            (isForPrograms ? Console.Error : AnsiConsole.Profile.Out.Writer).WriteLine(TerminalText.Safe(text));
        }
    }

    /// <summary>Prints a detail to standard error, with the time since the start; with <c>--verbose</c> only.</summary>
    public static void Detail(string text)
    {
        if (isVerbose)
        {
            Console.Error.WriteLine(FormattableString.Invariant(
                $"[{Stopwatch.GetElapsedTime(Start).TotalSeconds:F2} s] {TerminalText.Safe(text)}"));
        }
    }

    /// <summary>Prints a table: the first column to the left, numbers to the right, no cell broken.</summary>
    public static void Table(string? title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (isForPrograms)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        for (var index = 0; index < columns.Count; index++)
        {
            var column = new TableColumn(new Text(columns[index])).NoWrap();
            table.AddColumn(index == 0 ? column.LeftAligned() : column.RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(TerminalText.Safe(cell))));
        }

        if (title is not null)
        {
            Line(title);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Prints named findings under a title; only the last column breaks where a terminal is narrow.</summary>
    public static void Findings(string title, IEnumerable<(string Mark, string Name, string Text)> findings)
    {
        if (isForPrograms)
        {
            return;
        }

        var table = new Table().Border(TableBorder.None).HideHeaders()
            .AddColumn(new TableColumn("").NoWrap().PadLeft(2))
            .AddColumn(new TableColumn("").NoWrap())
            .AddColumn("");

        foreach (var (mark, name, text) in findings)
        {
            table.AddRow(new Text(mark), new Text(name), new Text(TerminalText.Safe(text)));
        }

        Line(title);
        AnsiConsole.Write(table);
        Line();
    }
}
