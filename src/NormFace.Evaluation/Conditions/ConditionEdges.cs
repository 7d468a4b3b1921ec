namespace NormFace.Conditions;

/// <summary>Cuts a condition into bins of about equally many genuine pairs.</summary>
internal static class ConditionEdges
{
    /// <summary>The edges between bins.</summary>
    /// <param name="values">Values of the genuine pairs, without NaN; sorted here.</param>
    /// <param name="bins">Wanted number of bins, at least 2.</param>
    /// <returns>
    /// Rising numbers, fewer than <paramref name="bins"/>; a value on an edge belongs to the bin above it, so equal
    /// values are never parted. Of no more different values than bins, every one has a bin of its own. Otherwise edges
    /// are quantiles, rounded to about a hundredth of the range so that what is printed is what was used. Empty if all
    /// values are equal or there is none.
    /// </returns>
    public static double[] Of(double[] values, int bins)
    {
        if (values.Length == 0)
        {
            return [];
        }

        Array.Sort(values);
        double[] few = [.. values.Distinct().Take(bins + 1)]; // sorted, so it stops early
        if (few.Length <= bins)
        {
            return few[1..];
        }

        List<double> edges = [];
        for (var bin = 1; bin < bins; bin++)
        {
            var edge = Rounded(values[(int)((long)bin * values.Length / bins)], values[^1] - values[0]);
            if (edge > values[0] && edge <= values[^1] && (edges.Count == 0 || edge > edges[^1]))
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    /// <summary>The bin of a value: how many edges it reaches.</summary>
    public static int BinOf(double value, ReadOnlySpan<double> edges)
    {
        var bin = 0;
        while (bin < edges.Length && value >= edges[bin])
        {
            bin++;
        }

        return bin;
    }

    // To a decimal place a hundredth to a thousandth of the range wide.
    private static double Rounded(double value, double range)
    {
        var power = (int)Math.Floor(Math.Log10(range)) - 2;
        if (!double.IsFinite(range) || power is < -15 or > 15)
        {
            return value;
        }

        if (power <= 0)
        {
            return Math.Round(value, -power);
        }

        var step = Math.Pow(10, power);
        return Math.Round(value / step) * step;
    }
}
