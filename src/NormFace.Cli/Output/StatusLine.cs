using System.Diagnostics;

namespace NormFace.Cli.Output;

/// <summary>
/// The line on standard error that is drawn over: progress, or the time that work without any has taken so far. It is
/// shown on a terminal only, and not with <c>--quiet</c>; whatever else is printed removes it first.
/// </summary>
internal static class StatusLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly Lock Gate = new();

    private static string shown = "";
    private static bool isTime;

    /// <summary>Whether a line is shown at all.</summary>
    public static bool IsShown => ConsoleReport.ShowsProgress;

    /// <summary>Shows a text in place of the one before.</summary>
    public static void Show(string text)
    {
        lock (Gate)
        {
            Draw(text);
            isTime = false;
        }
    }

    /// <summary>Removes the line.</summary>
    public static void Clear()
    {
        lock (Gate)
        {
            if (shown.Length > 0)
            {
                Draw("");
            }
        }
    }

    /// <summary>Leaves the line where it stands.</summary>
    public static void Keep()
    {
        lock (Gate)
        {
            if (shown.Length > 0)
            {
                Console.Error.WriteLine();
                shown = "";
            }
        }
    }

    /// <summary>Shows the time of work that shows nothing else, from two seconds on, until disposed.</summary>
    public static IDisposable? ShowTime()
    {
        if (!IsShown)
        {
            return null;
        }

        var start = Stopwatch.GetTimestamp();
        return new Timer(
            _ =>
            {
                lock (Gate)
                {
                    if (shown.Length == 0 || isTime)
                    {
                        Draw($"working, {TrainingDisplay.Duration(Stopwatch.GetElapsedTime(start))}");
                        isTime = true;
                    }
                }
            },
            null,
            Patience,
            TimeSpan.FromSeconds(1));
    }

    private static void Draw(string text)
    {
        Console.Error.Write($"\r{text.PadRight(shown.Length)}{(text.Length == 0 ? "\r" : "")}");
        shown = text;
    }
}
