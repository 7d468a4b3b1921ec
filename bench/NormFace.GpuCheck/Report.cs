using System.Globalization;

namespace NormFace.GpuCheck;

/// <summary>Markdown of one section, written line by line: what a process found stays if it dies.</summary>
internal sealed class Report
{
    private readonly List<string> failures = [];

    public Report(string title, string about)
    {
        Console.WriteLine($"## {title}\n\n{about}\n");
        Console.Out.Flush();
    }

    /// <summary>Whether nothing failed so far.</summary>
    public bool IsPassed => failures.Count == 0;

    /// <summary>Begins a table.</summary>
    public static void Columns(params string[] names)
    {
        Row(names);
        Row([.. names.Select(_ => "---")]);
    }

    /// <summary>Adds a row to the table.</summary>
    public static void Row(params string[] cells)
    {
        Console.WriteLine($"| {string.Join(" | ", cells)} |");
        Console.Out.Flush();
    }

    /// <summary>A number that must be at most a limit; beyond it, or NaN, the section has failed.</summary>
    /// <returns>The cell of a table.</returns>
    public string Judged(string what, double value, double limit)
    {
        if (value <= limit)
        {
            return Short(value);
        }

        failures.Add($"{what}: {Short(value)} is above {Short(limit)}");
        return $"**{Short(value)}**";
    }

    /// <summary>A statement that must hold.</summary>
    /// <returns>The cell of a table.</returns>
    public string Holds(string failure, bool isTrue)
    {
        if (!isTrue)
        {
            failures.Add(failure);
        }

        return isTrue ? "yes" : "**no**";
    }

    /// <summary>Runs a part whose exception is a result; the parts after it run all the same.</summary>
    public void Try(string what, Action part)
    {
        try
        {
            part();
        }
        catch (Exception error) // whatever it is, it belongs into the report
        {
            var text = error.Message.Split('\n')[0].Replace('|', '/');
            failures.Add($"{what}: {error.GetType().Name}: {text}");
            Row(what, $"**{error.GetType().Name}**: {text}");
            Console.Error.WriteLine($"{what}: {error}");
        }
    }

    /// <summary>Ends the section with what failed.</summary>
    public Report End()
    {
        var list = string.Join("\n", failures.Select(failure => $"- {failure}"));
        Console.WriteLine(IsPassed ? "\nPassed." : $"\n**Failed:**\n\n{list}");
        return this;
    }

    /// <summary>A number in few characters.</summary>
    public static string Short(double value) => value == 0
        ? "0"
        : value.ToString(Math.Abs(value) is >= 0.01 and < 1e6 ? "0.####" : "0.0E0", CultureInfo.InvariantCulture);
}
