namespace NormFace.Conditions;

/// <summary>The absolute difference of the values of two pictures.</summary>
/// <remarks>
/// All pairs are counted over the sorted values: for each picture, those closer than an edge are a run that ends at it.
/// </remarks>
internal sealed class DifferenceCondition : PairCondition
{
    private readonly double[] values;
    private readonly double[] edges;
    private readonly int[] order;    // pictures by value, those not known left out
    private readonly int[] places;   // of each picture in the order; −1 if not known
    private readonly int[][] starts; // [edge][place]: the first place before it that is closer than the edge
    private readonly int[][] ends;   // [edge][place]: the end of the places after it that are closer

    public DifferenceCondition(string column, double[] values, double[] edges)
        : base(column, PairRule.Difference, ConditionRange.Between(edges, values))
    {
        (this.values, this.edges) = (values, edges);
        order = [.. Enumerable.Range(0, values.Length).Where(picture => !double.IsNaN(values[picture]))
            .OrderBy(picture => values[picture])];
        places = new int[values.Length];
        Array.Fill(places, -1);
        for (var place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        starts = [.. edges.Select(Starts)];
        ends = [.. starts.Select(Ends)];
    }

    public override int BinOf(int first, int second) =>
        places[first] < 0 || places[second] < 0
            ? Unknown
            : ConditionEdges.BinOf(Math.Abs(values[first] - values[second]), edges);

    public override void CountOthers(int picture, Span<long> bins)
    {
        var place = places[picture];
        if (place < 0)
        {
            bins[Unknown] += values.Length - 1;
            return;
        }

        long closer = 0;
        for (var edge = 0; edge < edges.Length; edge++)
        {
            long within = ends[edge][place] - starts[edge][place] - 1;
            bins[edge] += within - closer;
            closer = within;
        }

        bins[edges.Length] += order.Length - 1 - closer;
        bins[Unknown] += values.Length - order.Length;
    }

    protected override void CountKnown(ReadOnlySpan<int> weights, Span<long> bins)
    {
        var sums = new long[order.Length + 1];
        long squares = 0;
        for (var place = 0; place < order.Length; place++)
        {
            var weight = weights[order[place]];
            sums[place + 1] = sums[place] + weight;
            squares += (long)weight * weight;
        }

        long closer = 0;
        for (var edge = 0; edge < edges.Length; edge++)
        {
            long within = 0;
            for (var place = 0; place < order.Length; place++)
            {
                within += (sums[place + 1] - sums[place]) * (sums[place] - sums[starts[edge][place]]);
            }

            bins[edge] += within - closer;
            closer = within;
        }

        bins[edges.Length] += (((sums[^1] * sums[^1]) - squares) / 2) - closer;
    }

    // The difference of two floating-point numbers rises with the larger one, so the runs only move on.
    private int[] Starts(double edge)
    {
        var first = new int[order.Length];
        for (var (place, start) = (0, 0); place < order.Length; place++)
        {
            while (start < place && values[order[place]] - values[order[start]] >= edge)
            {
                start++;
            }

            first[place] = start;
        }

        return first;
    }

    private int[] Ends(int[] first)
    {
        var end = new int[order.Length];
        for (var (place, next) = (0, 0); place < order.Length; place++)
        {
            next = Math.Max(next, place + 1);
            while (next < order.Length && first[next] <= place)
            {
                next++;
            }

            end[place] = next;
        }

        return end;
    }
}
