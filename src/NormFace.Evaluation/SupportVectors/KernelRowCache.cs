namespace NormFace.SupportVectors;

/// <summary>Rows of a kernel, the least recently used given up first.</summary>
internal sealed class KernelRowCache
{
    private readonly Kernel kernel;
    private readonly int capacity;
    private readonly LinkedList<int> recent = []; // the most recently used first
    private readonly (double[]? Values, LinkedListNode<int>? Node)[] rows;

    public KernelRowCache(Kernel kernel, long bytes)
    {
        this.kernel = kernel;
        capacity = (int)Math.Clamp(bytes / sizeof(double) / kernel.Count, 2, Math.Max(2, kernel.Count));
        rows = new (double[]?, LinkedListNode<int>?)[kernel.Count];
    }

    /// <summary>A row, valid until two others have been asked for.</summary>
    public double[] Row(int sample)
    {
        var (values, node) = rows[sample];
        if (values is not null)
        {
            recent.Remove(node!);
            recent.AddFirst(node!);
            return values;
        }

        values = recent.Count < capacity ? new double[kernel.Count] : GiveUpOldest();
        kernel.Row(sample, values);
        Check(values, sample);
        rows[sample] = (values, recent.AddFirst(sample));
        return values;
    }

    private double[] GiveUpOldest()
    {
        var oldest = recent.Last!.Value;
        var values = rows[oldest].Values!;
        rows[oldest] = default;
        recent.RemoveLast();
        return values;
    }

    private static void Check(double[] values, int sample)
    {
        for (var column = 0; column < values.Length; column++)
        {
            if (!double.IsFinite(values[column]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Every entry of a kernel must be finite, but [{sample}, {column}] is {values[column]}."));
            }
        }
    }
}
