using System.Diagnostics;

namespace NormFace.Cli.Output;

/// <summary>
/// A line of progress with the time left, on standard error; nothing is written to a file or a pipe, or with
/// <c>--quiet</c>.
/// </summary>
/// <param name="what">What is counted, such as <c>pictures</c>.</param>
/// <param name="total">How many there are.</param>
internal sealed class ConsoleProgress(string what, long total) : IProgress<int>, IProgress<long>, IDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly long start = Stopwatch.GetTimestamp();
    private long drawn;
    private long shown;
    private long? first; // where counting began: a resumed run has some behind it
    private int width;

    public void Report(int value) => Report((long)value);

    public void Report(long value)
    {
        if (!ConsoleReport.ShowsProgress)
        {
            return;
        }

        lock (gate)
        {
            first ??= Math.Max(0, value - 1);
            if (value > shown && (width == 0 || Stopwatch.GetElapsedTime(drawn) >= Redraw))
            {
                (shown, drawn) = (value, Stopwatch.GetTimestamp());
                Write(Text(what, value, total, value - first.Value, Stopwatch.GetElapsedTime(start)));
            }
        }
    }

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        lock (gate)
        {
            if (width > 0)
            {
                Write("");
            }
        }
    }

    public void Dispose() => Clear();

    /// <summary>The line: <c>120 of 4,000 pictures, 2 min 5 s left</c>.</summary>
    internal static string Text(string what, long value, long total, long done, TimeSpan taken)
    {
        var text = FormattableString.Invariant($"{value:N0} of {total:N0} {what}");
        var left = done > 0 ? taken * ((double)(total - value) / done) : TimeSpan.Zero;
        return taken >= TimeSpan.FromSeconds(1) && value < total
            ? $"{text}, {TrainingDisplay.Duration(left)} left"
            : text;
    }

    private void Write(string text)
    {
        Console.Error.Write($"\r{text.PadRight(width)}{(text.Length == 0 ? "\r" : "")}");
        width = text.Length;
    }
}
