namespace NormFace.AllPairs;

/// <summary>Exact counts of the scores in a range.</summary>
/// <remarks>
/// Scores are listed as long as they are few. Too many go into cells: in a narrow range one for each score it can hold,
/// which is as exact, in a wide one a cell for neighbouring scores, among which another pass can look for the one that
/// is wanted.
/// </remarks>
internal sealed class WatchedRange
{
    private readonly int listLength;
    private readonly int shift;
    private readonly Dictionary<int, long> carries = []; // cells that went over 2³²
    private int[] list = [];
    private int listed;
    private uint[]? cells;

    public WatchedRange(OrderRange range, WatchLimits limits)
    {
        Range = range;
        listLength = limits.ListLength;
        var most = range.Span <= limits.Cells ? limits.Cells : limits.CoarseCells;
        while (((range.Span - 1) >> shift) + 1 > most)
        {
            shift++;
        }
    }

    /// <summary>The range.</summary>
    public OrderRange Range { get; }

    /// <summary>Number of scores counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a score of the range.</summary>
    public void Add(int order)
    {
        Count++;
        if (cells is not null)
        {
            AddToCell(cells, order);
            return;
        }

        if (listed == listLength)
        {
            AddToCell(Cells(), order);
            return;
        }

        if (listed == list.Length)
        {
            Array.Resize(ref list, Math.Min(listLength, Math.Max(1024, 2 * listed)));
        }

        list[listed++] = order;
    }

    /// <summary>
    /// The distinct scores of a part of the range, from the highest; null if they were too many to keep.
    /// </summary>
    /// <param name="counted">What each thread counted of one range.</param>
    /// <param name="part">Part of the range.</param>
    public static List<(int Order, long Count)>? Distinct(IReadOnlyList<WatchedRange> counted, OrderRange part)
    {
        // Whether the lists of a wide range are taken must not depend on how many threads share the scores.
        List<(int Order, long Count)> found = [];
        if (counted.Sum(range => range.Count) > counted[0].listLength)
        {
            if (counted[0].shift > 0)
            {
                return null;
            }

            for (var order = (long)part.High; order >= part.Low; order--)
            {
                if (CellCount(counted, (int)(order - counted[0].Range.Low)) is > 0 and var count)
                {
                    found.Add(((int)order, count));
                }
            }

            return found;
        }

        List<int> orders = [];
        foreach (var range in counted)
        {
            foreach (var order in range.list.AsSpan(0, range.listed))
            {
                if (order >= part.Low && order <= part.High)
                {
                    orders.Add(order);
                }
            }
        }

        orders.Sort();
        for (var index = orders.Count - 1; index >= 0; index--)
        {
            if (found.Count > 0 && found[^1].Order == orders[index])
            {
                found[^1] = (orders[index], found[^1].Count + 1);
            }
            else
            {
                found.Add((orders[index], 1));
            }
        }

        return found;
    }

    /// <summary>The cell that holds the score of a rank.</summary>
    /// <param name="counted">What each thread counted of one range.</param>
    /// <param name="rank">Rank from the top of the range, at least 1 and at most the scores in it.</param>
    /// <returns>The scores of the cell, and how many scores of the range lie above it.</returns>
    public static (OrderRange Cell, long Above) CellOf(IReadOnlyList<WatchedRange> counted, long rank)
    {
        var (range, shift) = (counted[0].Range, counted[0].shift);
        long above = 0;
        for (var cell = counted[0].Cells().Length - 1; ; cell--)
        {
            var count = CellCount(counted, cell);
            if (above + count >= rank)
            {
                var low = range.Low + ((long)cell << shift);
                return (new OrderRange((int)low, (int)Math.Min(range.High, low + (1L << shift) - 1)), above);
            }

            above += count;
        }
    }

    // From the first call on, all goes into cells.
    private uint[] Cells()
    {
        if (cells is null)
        {
            cells = new uint[((Range.Span - 1) >> shift) + 1];
            foreach (var order in list.AsSpan(0, listed))
            {
                AddToCell(cells, order);
            }

            list = [];
            listed = 0;
        }

        return cells;
    }

    private void AddToCell(uint[] to, int order)
    {
        var cell = (int)(((long)order - Range.Low) >> shift);
        if (++to[cell] == 0)
        {
            carries[cell] = carries.GetValueOrDefault(cell) + (1L << 32);
        }
    }

    private static long CellCount(IReadOnlyList<WatchedRange> counted, int cell)
    {
        long count = 0;
        foreach (var range in counted)
        {
            count += range.Cells()[cell];
            if (range.carries.Count > 0)
            {
                count += range.carries.GetValueOrDefault(cell);
            }
        }

        return count;
    }
}
