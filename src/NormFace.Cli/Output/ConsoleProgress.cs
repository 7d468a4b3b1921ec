namespace NormFace.Cli.Output;

/// <summary>A progress line, on a terminal only; nothing is written to a file or a pipe.</summary>
internal sealed class ConsoleProgress(string what, int total) : IProgress<int>, IDisposable
{
    private static readonly bool IsTerminal = !Console.IsErrorRedirected;

    private readonly Lock gate = new();
    private int shown;
    private int width;

    public void Report(int value)
    {
        if (!IsTerminal)
        {
            return;
        }

        lock (gate)
        {
            if (value > shown)
            {
                shown = value;
                Write(FormattableString.Invariant($"{value} of {total} {what}"));
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

    private void Write(string text)
    {
        Console.Error.Write($"\r{text.PadRight(width)}{(text.Length == 0 ? "\r" : "")}");
        width = text.Length;
    }
}
