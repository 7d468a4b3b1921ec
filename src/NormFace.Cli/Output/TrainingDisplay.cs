using System.Globalization;
using NormFace.Logs;
using Spectre.Console;

namespace NormFace.Cli.Output;

/// <summary>
/// Shows a run: a line of progress on standard error that is drawn over, and a note for each log entry where a file or
/// a pipe takes the notes.
/// </summary>
internal sealed class TrainingDisplay(long steps, TimeProvider clock, bool notesEachEntry = true)
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);

    private readonly bool isDrawn = StatusLine.IsShown;
    private readonly bool isNoted = !StatusLine.IsShown || Console.IsOutputRedirected;

    private TrainingPoint? last;
    private long lastDrawn = clock.GetTimestamp();

    /// <summary>Shows a log entry.</summary>
    public void Logged(TrainingPoint point)
    {
        // What is measured now and then stays on the line in between.
        last = point with
        {
            EqualErrorRate = point.EqualErrorRate ?? last?.EqualErrorRate,
            TrueAcceptRate = point.TrueAcceptRate ?? last?.TrueAcceptRate,
        };
        if (isNoted && (notesEachEntry || point.Step == steps))
        {
            ConsoleReport.Note(Text(point, point.Step, steps));
        }

        if (isDrawn)
        {
            Draw(point.Step);
        }
    }

    /// <summary>Shows that a step was taken.</summary>
    public void Stepped(long step)
    {
        if (isDrawn && clock.GetElapsedTime(lastDrawn) >= Redraw)
        {
            Draw(step);
        }
    }

    /// <summary>Shows a sentence that stays.</summary>
    public static void Noticed(string text) => ConsoleReport.Note(text);

    /// <summary>Leaves the line.</summary>
    public static void Finish() => StatusLine.Keep();

    /// <summary>A log entry in one line.</summary>
    internal static string Text(TrainingPoint? point, long step, long steps)
    {
        var culture = CultureInfo.InvariantCulture;
        if (point is null)
        {
            return string.Create(culture, $"step {step}/{steps}");
        }

        var parts = new List<string>
        {
            string.Create(culture, $"step {step}/{steps}"),
            string.Create(culture, $"loss {point.Loss:F4}")
                + (point.Floor is { } floor ? string.Create(culture, $" (floor {floor:F4})") : ""),
        };
        Add(parts, "s", point.Scale, "F2");
        Add(parts, "own cos", point.OwnCosine, "F3");
        Add(parts, "hardest", point.HardestCosine, "F3");
        Add(parts, "teacher cos", point.TeacherCosine, "F4");
        Add(parts, "held-out EER %", 100 * point.EqualErrorRate, "F1");
        Add(parts, "TAR %", 100 * point.TrueAcceptRate, "F1");
        Add(parts, "lr", point.LearningRate, "0.######");
        parts.Add(string.Create(culture, $"{point.ImagesPerSecond:F0} pictures/s"));
        parts.Add($"{Duration(TimeSpan.FromSeconds(Math.Min(point.SecondsLeft ?? 0, 1e8)))} left");
        return string.Join(" | ", parts);
    }

    /// <summary>The same figures for a terminal of 80 columns: loss over its floor, own over hardest cosine.</summary>
    internal static string Narrow(TrainingPoint point, long step, long steps)
    {
        var culture = CultureInfo.InvariantCulture;
        var parts = new List<string>
        {
            string.Create(culture, $"{step}/{steps}"),
            string.Create(culture, $"{point.ImagesPerSecond:F0}/s"),
            Duration(TimeSpan.FromSeconds(Math.Min(point.SecondsLeft ?? 0, 1e8))),
            string.Create(culture, $"loss {point.Loss:F3}")
                + (point.Floor is { } floor ? string.Create(culture, $"/{floor:F3}") : ""),
        };
        Add(parts, "s", point.Scale, "F2");
        Add(parts, "cos", point.OwnCosine, "F2");
        if (point.HardestCosine is { } hardest)
        {
            parts[^1] += string.Create(culture, $"/{hardest:F2}");
        }

        Add(parts, "EER %", 100 * point.EqualErrorRate, "F1");
        Add(parts, "lr", point.LearningRate, "G2");
        return string.Join("  ", parts);
    }

    /// <summary>A time for people: <c>3 h 20 min</c>, <c>5 min 10 s</c>, <c>12 s</c>.</summary>
    internal static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } =>
            string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s"),
    };

    private static void Add(List<string> parts, string name, double? value, string format)
    {
        if (value is { } number)
        {
            parts.Add($"{name} {number.ToString(format, CultureInfo.InvariantCulture)}");
        }
    }

    private void Draw(long step)
    {
        var width = AnsiConsole.Profile.Width - 1;
        var text = Text(last, step, steps);
        text = text.Length <= width || last is null ? text : Narrow(last, step, steps);
        if (text.Length > width)
        {
            text = text[..Math.Max(1, width)];
        }

        StatusLine.Show(text);
        lastDrawn = clock.GetTimestamp();
    }
}
