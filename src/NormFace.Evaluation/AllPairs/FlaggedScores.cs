using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NormFace.Scoring;

namespace NormFace.AllPairs;

/// <summary>
/// Scores of the places of the grid that hold a genuine score or a watched range, of one thread: counted by the finer
/// cells of their place, and where a cell does not tell all, ranked among the genuine scores and watched one by one.
/// </summary>
internal sealed unsafe class FlaggedScores : IDisposable
{
    private readonly CountingPlan plan;
    private readonly int room;
    // twice the count of a cell, plus one where its scores are ranked and watched
    private readonly NativeArray<uint>? cells;
    private readonly NativeArray<float> close; // scores of cells so marked
    private readonly NativeArray<uint>? gaps;
    private long[]? spilledCells;
    private float* closeEnd;

    /// <summary>Prepares for scores.</summary>
    /// <param name="plan">What to look at.</param>
    /// <param name="most">Most scores that are given at once.</param>
    public FlaggedScores(CountingPlan plan, int most)
    {
        this.plan = plan;
        room = most;
        close = new NativeArray<float>(4L * most);
        Ranges = [.. plan.Ranges.Select(range => new WatchedRange(range, plan.Limits))];
        if (plan.Genuine is { } genuine)
        {
            gaps = new NativeArray<uint>(2L * (genuine.DistinctCount + 1));
            cells = new NativeArray<uint>(ScoreGrid.Cells);
            closeEnd = close.Start;
            FlagCells(genuine);
        }
    }

    /// <summary>Watched ranges.</summary>
    public WatchedRange[] Ranges { get; }

    /// <summary>
    /// For each distinct genuine score, from the lowest: scores ranked between the one below and it, then those equal
    /// to it; last those above all. Those of cells not ranked are in <see cref="CellCount"/> instead. Each modulo 2³²,
    /// see <see cref="Carries"/>.
    /// </summary>
    public ReadOnlySpan<uint> Gaps => gaps is null ? [] : gaps.Span;

    /// <summary>Whether the scores of a cell were ranked.</summary>
    public bool IsClose(int cell) => (cells!.Start[cell] & 1) != 0;

    /// <summary>Scores counted in a cell of a flagged place; after <see cref="Rank"/>.</summary>
    public long CellCount(int cell) => (cells!.Start[cell] >> 1) + (spilledCells is null ? 0 : spilledCells[cell]);

    /// <summary>What went over 2³² in <see cref="Gaps"/>.</summary>
    public Dictionary<int, long> Carries { get; } = [];

    /// <summary>
    /// Takes scores of flagged places, at most as many as there is room for: all go to their cells, those beside a
    /// genuine score or in a watched range are copied out once more and ranked.
    /// </summary>
    /// <param name="start">
    /// The first; rows of 16 are read, so up to 15 numbers behind the last must be readable.
    /// </param>
    /// <param name="end">Where the last ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(float* start, float* end)
    {
        if (cells is not null)
        {
            var table = cells.Start;
            var indexes = stackalloc int[16];
            var to = closeEnd;
            for (var next = start; next < end; next += 16)
            {
                ScoreGrid.CellsOf(Vector512.Load(next)).Store(indexes);
                var count = (int)Math.Min(16, end - next);
                for (var index = 0; index < count; index++)
                {
                    var cell = table + indexes[index];
                    var value = *cell;
                    *cell = value + 2;
                    *to = next[index];
                    to += value & 1;
                }
            }

            closeEnd = to;
            if (to >= close.Start + (3 * room))
            {
                Rank();
            }
        }
        else
        {
            for (var next = start; next < end; next++)
            {
                Watch(*next, ScoreGrid.PlaceOf(*next));
            }
        }
    }

    /// <summary>Ranks what is pending.</summary>
    public void Rank()
    {
        if (plan.Genuine is not { } genuine)
        {
            return;
        }

        var scores = new ReadOnlySpan<float>(close.Start, (int)(closeEnd - close.Start));
        genuine.Rank(scores, gaps!.Start, Carries);
        foreach (var score in scores)
        {
            Watch(score, ScoreGrid.PlaceOf(score));
        }

        closeEnd = close.Start;
    }

    /// <summary>Empties the cells into counters of 64 bits.</summary>
    public void Spill()
    {
        if (cells is null)
        {
            return;
        }

        spilledCells ??= new long[ScoreGrid.Cells];
        for (var cell = 0; cell < spilledCells.Length; cell++)
        {
            spilledCells[cell] += cells.Start[cell] >> 1;
            cells.Start[cell] &= 1;
        }
    }

    public void Dispose()
    {
        cells?.Dispose();
        close.Dispose();
        gaps?.Dispose();
    }

    private void FlagCells(GenuineScores genuine)
    {
        foreach (var score in genuine.Values)
        {
            cells!.Start[ScoreGrid.CellOf(score)] = 1;
        }

        for (var place = 1; place < ScoreGrid.Places; place++)
        {
            if (plan.FirstRange[place] != CountingPlan.NoRange)
            {
                cells!.Span.Slice(place * ScoreGrid.CellsPerPlace, ScoreGrid.CellsPerPlace).Fill(1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Watch(float score, int place)
    {
        var range = (int)plan.FirstRange[place];
        if (range == CountingPlan.NoRange)
        {
            return;
        }

        var order = ScoreGrid.OrderOf(score);
        while (range < Ranges.Length && order > Ranges[range].Range.High)
        {
            range++;
        }

        if (range < Ranges.Length && order >= Ranges[range].Range.Low)
        {
            Ranges[range].Add(order);
        }
    }
}
