namespace NormFace;

/// <summary>Keeps what is reported, from any thread.</summary>
internal sealed class Told<T> : IProgress<T>
{
    private readonly Lock gate = new();
    private readonly List<T> values = [];

    /// <summary>All that was reported, in the order of the reports.</summary>
    public IReadOnlyList<T> Values
    {
        get
        {
            lock (gate)
            {
                return [.. values];
            }
        }
    }

    public void Report(T value)
    {
        lock (gate)
        {
            values.Add(value);
        }
    }
}
