namespace NormFace.Alignment;

/// <summary>Along one axis: which source pixels each target pixel covers, and which share of it each of them fills.
/// Those beyond the edge are left out.</summary>
internal sealed class AxisShares
{
    private AxisShares(int count) => (Firsts, Counts, Starts) = (new int[count], new int[count], new int[count]);

    /// <summary>First source pixel of each target pixel.</summary>
    public int[] Firsts { get; }

    /// <summary>How many source pixels each target pixel covers.</summary>
    public int[] Counts { get; }

    /// <summary>Where the weights of each target pixel begin.</summary>
    public int[] Starts { get; }

    /// <summary>The shares, those of one target pixel together.</summary>
    public float[] Weights { get; private set; } = [];

    /// <summary>Shares of a stretch of an axis that is cut into equal target pixels.</summary>
    /// <param name="start">Where the stretch begins, in source pixels.</param>
    /// <param name="length">How long it is, above 0.</param>
    /// <param name="count">Target pixels.</param>
    /// <param name="edge">Source pixels there are.</param>
    public static AxisShares Of(double start, double length, int count, int edge)
    {
        var (shares, step) = (new AxisShares(count), length / count);
        var weights = new List<float>(count * ((int)Math.Min(step, edge) + 2));
        for (var index = 0; index < count; index++)
        {
            var (low, high) = (start + (index * step), start + ((index + 1) * step));
            var first = (int)Math.Clamp(Math.Floor(low), 0, edge);
            var end = (int)Math.Clamp(Math.Ceiling(high), first, edge);
            (shares.Firsts[index], shares.Counts[index], shares.Starts[index]) = (first, end - first, weights.Count);
            for (var cell = first; cell < end; cell++)
            {
                weights.Add((float)(Math.Max(0, Math.Min(high, cell + 1) - Math.Max(low, cell)) / step));
            }
        }

        shares.Weights = [.. weights];
        return shares;
    }
}
