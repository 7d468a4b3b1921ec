namespace NormFace.AllPairs;

/// <summary>What a pass looks at more closely than by place.</summary>
internal sealed class CountingPlan
{
    /// <summary>Stands for no range.</summary>
    public const byte NoRange = byte.MaxValue;

    /// <summary>Plans a pass.</summary>
    /// <param name="genuine">Genuine scores among which impostor scores are ranked; null if that is done.</param>
    /// <param name="ranges">Ranges to watch; those that meet become one.</param>
    /// <param name="limits">Memory of the ranges.</param>
    public CountingPlan(GenuineScores? genuine, IEnumerable<OrderRange> ranges, WatchLimits limits)
    {
        Genuine = genuine;
        Limits = limits;
        List<OrderRange> apart = [];
        foreach (var range in ranges.OrderBy(range => range.Low))
        {
            if (apart.Count > 0 && range.Low <= apart[^1].High)
            {
                apart[^1] = new OrderRange(apart[^1].Low, Math.Max(apart[^1].High, range.High));
            }
            else
            {
                apart.Add(range);
            }
        }

        Ranges = [.. apart.Take(NoRange)]; // more than that wait for the next pass
        FirstRange = new byte[ScoreGrid.Places];
        IsFlagged = new bool[ScoreGrid.Places];
        Array.Fill(FirstRange, NoRange);
        for (var index = Ranges.Length - 1; index >= 0; index--)
        {
            var (first, last) = (
                ScoreGrid.PlaceOf(ScoreGrid.ScoreOf(Ranges[index].Low)),
                ScoreGrid.PlaceOf(ScoreGrid.ScoreOf(Ranges[index].High)));
            Array.Fill(FirstRange, (byte)index, first, last - first + 1);
            Array.Fill(IsFlagged, true, first, last - first + 1);
        }

        for (var place = 1; genuine is not null && place < ScoreGrid.Places; place++)
        {
            IsFlagged[place] |= genuine.Starts[place] < genuine.Starts[place + 1];
        }

        IsFlagged[0] = false;
    }

    /// <summary>Genuine scores to rank among, or null.</summary>
    public GenuineScores? Genuine { get; }

    /// <summary>Memory of the ranges.</summary>
    public WatchLimits Limits { get; }

    /// <summary>Watched ranges, ascending and apart.</summary>
    public OrderRange[] Ranges { get; }

    /// <summary>The lowest range that reaches into a place. Shape <c>[places]</c>.</summary>
    public byte[] FirstRange { get; }

    /// <summary>Places whose scores are copied out. Shape <c>[places]</c>.</summary>
    public bool[] IsFlagged { get; }
}
