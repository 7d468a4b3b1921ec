using Spectre.Console;

namespace NormFace.Cli.Output;

/// <summary>Console output.</summary>
internal static class ConsoleReport
{
    private const int WidthWithoutTerminal = 200; // a file or a pipe has no edge at which to break lines

    static ConsoleReport()
    {
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            AnsiConsole.Profile.Width = WidthWithoutTerminal;
        }
    }

    /// <summary>Prints a line as it is.</summary>
    public static void Line(string text = "") => AnsiConsole.Profile.Out.Writer.WriteLine(text);

    /// <summary>Whether output goes to a terminal.</summary>
    public static bool IsTerminal => AnsiConsole.Profile.Out.IsTerminal;

    /// <summary>Prints a table: the first column to the left, numbers to the right, no cell broken.</summary>
    public static void Table(string? title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var index = 0; index < columns.Count; index++)
        {
            var column = new TableColumn(new Text(columns[index])).NoWrap();
            table.AddColumn(index == 0 ? column.LeftAligned() : column.RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
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
        var table = new Table().Border(TableBorder.None).HideHeaders()
            .AddColumn(new TableColumn("").NoWrap().PadLeft(2))
            .AddColumn(new TableColumn("").NoWrap())
            .AddColumn("");

        foreach (var (mark, name, text) in findings)
        {
            table.AddRow(new Text(mark), new Text(name), new Text(text));
        }

        Line(title);
        AnsiConsole.Write(table);
        Line();
    }
}
