namespace NormFace.Cli.Output;

/// <summary>A line that tells how far a command is, on a terminal only. A file or a pipe gets none of it.</summary>
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

    /// <summary>Takes the line away.</summary>
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
