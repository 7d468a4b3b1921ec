using System.Diagnostics;

namespace NormFace.Cli.Output;

/// <summary>Progress with the time left, in the <see cref="StatusLine"/>.</summary>
/// <param name="what">What is counted, such as <c>pictures</c>.</param>
/// <param name="total">How many there are.</param>
internal sealed class ConsoleProgress(string what, long total = 0)
    : IProgress<int>, IProgress<long>, IProgress<(int Done, int Total)>, IDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private long start = Stopwatch.GetTimestamp();
    private long drawn;
    private long shown;
    private long? first; // where counting began: a resumed run has some behind it

    public void Report(int value) => Report(value, total);

    public void Report(long value) => Report(value, total);

    public void Report((int Done, int Total) value) => Report(value.Done, value.Total);

    public void Dispose() => StatusLine.Clear();

    /// <summary>The line: <c>120 of 4,000 pictures, 2 min 5 s left</c>.</summary>
    internal static string Text(string what, long value, long total, long done, TimeSpan taken)
    {
        var text = FormattableString.Invariant($"{value:N0} of {total:N0} {what}");
        var left = done > 0 ? taken * ((double)(total - value) / done) : TimeSpan.Zero;
        return taken >= TimeSpan.FromSeconds(1) && value < total
            ? $"{text}, {TrainingDisplay.Duration(left)} left"
            : text;
    }

    private void Report(long value, long whole)
    {
        if (!StatusLine.IsShown)
        {
            return;
        }

        lock (gate)
        {
            if (value < shown / 2) // another pass over the same
            {
                (first, shown, start) = (null, 0, Stopwatch.GetTimestamp());
            }

            first ??= Math.Max(0, value - 1);
            if (value > shown && (shown == 0 || Stopwatch.GetElapsedTime(drawn) >= Redraw))
            {
                (shown, drawn) = (value, Stopwatch.GetTimestamp());
                StatusLine.Show(Text(what, value, whole, value - first.Value, Stopwatch.GetElapsedTime(start)));
            }
        }
    }
}
