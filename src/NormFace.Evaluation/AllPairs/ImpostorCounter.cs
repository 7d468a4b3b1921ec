using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NormFace.Scoring;

namespace NormFace.AllPairs;

/// <summary>The counts of one thread.</summary>
internal sealed unsafe class ImpostorCounter : IDisposable
{
    private const int FlaggedRoom = 4096;
    private const long SpillAfter = 1L << 30; // a counter holds twice its count in 32 bits

    private readonly CountingPlan plan;
    private readonly PackedRows rows;
    private readonly NativeArray<uint> table = new(ScoreGrid.Places);
    private readonly NativeArray<float> scores = new(TileProduct.ScoreCount);
    private readonly NativeArray<uint> places = new(TileProduct.ScoreCount);
    private readonly NativeArray<float> flagged = new(FlaggedRoom + TileProduct.ScoreCount + 16);
    private readonly NativeArray<uint>? cells;    // twice the count of a cell in a flagged place, plus one where its scores are ranked and watched
    private readonly NativeArray<float> close = new((4 * FlaggedRoom) + (2 * TileProduct.ScoreCount)); // scores of cells so marked
    private readonly NativeArray<uint>? gaps;
    private readonly NativeArray<float> loose = new(TileProduct.ScoreCount);
    private readonly NativeArray<CountingState> state = new(1);
    private readonly long[] spilled = new long[ScoreGrid.Places];
    private long[]? spilledCells;
    private float* closeEnd;
    private long sinceSpill;

    public ImpostorCounter(PackedRows rows, CountingPlan plan, int hardestCount)
    {
        this.rows = rows;
        this.plan = plan;
        Hardest = new HardestQueue(hardestCount, 1);
        Ranges = [.. plan.Ranges.Select(range => new WatchedRange(range, plan.Limits))];
        if (plan.Genuine is { } genuine)
        {
            gaps = new NativeArray<uint>(2L * (genuine.DistinctCount + 1));
            cells = new NativeArray<uint>(ScoreGrid.Cells);
            closeEnd = close.Start;
            FlagCells(genuine);
        }

        Flag();
        *state.Start = new CountingState { Table = table.Start, Scores = scores.Start, Places = places.Start, FlaggedEnd = flagged.Start };
    }

    /// <summary>The pairs of the highest scores.</summary>
    public HardestQueue Hardest { get; }

    /// <summary>Watched ranges.</summary>
    public WatchedRange[] Ranges { get; }

    /// <summary>
    /// For each distinct genuine score, from the lowest: scores ranked between the one below and it, then those equal to it; last those above
    /// all. Those of cells not ranked are in <see cref="CellCount"/> instead. Each modulo 2³², see <see cref="Carries"/>.
    /// </summary>
    public ReadOnlySpan<uint> Gaps => gaps is null ? [] : gaps.Span;

    /// <summary>Whether the scores of a cell were ranked.</summary>
    public bool IsClose(int cell) => (cells!.Start[cell] & 1) != 0;

    /// <summary>Scores counted in a cell of a flagged place; after <see cref="Finish"/>.</summary>
    public long CellCount(int cell) => (cells!.Start[cell] >> 1) + (spilledCells is null ? 0 : spilledCells[cell]);

    /// <summary>What went over 2³² in <see cref="Gaps"/>.</summary>
    public Dictionary<int, long> Carries { get; } = [];

    /// <summary>Counters, each twice the count and the flag; after <see cref="Finish"/>.</summary>
    public ReadOnlySpan<uint> Table => table.Span;

    /// <summary>Counts a tile without genuine pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountTile(float* left, int leftSlot, int rightSlot)
    {
        var isReached = CountingTile.Run(left, rows.Right(rightSlot), rows.Size, state.Start, Hardest.Threshold);
        if (isReached)
        {
            AddHardest(leftSlot, rightSlot);
        }

        if (state.Start->FlaggedEnd >= flagged.Start + FlaggedRoom)
        {
            Resolve();
        }
    }

    /// <summary>Counts the impostor pairs of a tile, one by one, each pair once.</summary>
    public void CountLoosely(float* left, int leftSlot, int leftEnd, int rightSlot)
    {
        TileProduct.Scores(left, rows.Right(rightSlot), rows.Size, loose.Start);
        var end = state.Start->FlaggedEnd;
        for (var slot = leftSlot; slot < Math.Min(leftSlot + TileProduct.LeftRows, leftEnd); slot++)
        {
            for (var other = Math.Max(rightSlot, slot + 1); other < rightSlot + TileProduct.RightRows; other++)
            {
                if (rows.Identities[other] < 0 || rows.Identities[other] == rows.Identities[slot])
                {
                    continue;
                }

                var score = loose.Start[((slot - leftSlot) * TileProduct.RightRows) + other - rightSlot];
                var cell = table.Start + ScoreGrid.PlaceOf(score);
                var count = *cell;
                *cell = count + 2;
                *end = score;
                end += count & 1;
                if (score >= Hardest.Threshold)
                {
                    Hardest.Add(rows.Rows[slot], rows.Rows[other], score);
                }
            }
        }

        state.Start->FlaggedEnd = end;
        if (end >= flagged.Start + FlaggedRoom)
        {
            Resolve();
        }
    }

    /// <summary>Counts what is pending, so that <see cref="Table"/> is complete.</summary>
    public void Finish()
    {
        CountingTile.Drain(state.Start);
        Resolve();
        RankClose();
    }

    /// <summary>To be told before a number of pairs is counted: makes room in the table if they might not fit.</summary>
    /// <returns>Whether the table was emptied.</returns>
    public bool MakeRoom(long pairs)
    {
        sinceSpill += pairs;
        if (sinceSpill <= SpillAfter)
        {
            return false;
        }

        Finish();
        AddTo(spilled);
        Flag();
        SpillCells();
        sinceSpill = pairs;
        return true;
    }

    /// <summary>Adds the counts by place to a sum.</summary>
    public void AddAllTo(long[] sums)
    {
        AddTo(sums);
        for (var place = 0; place < sums.Length; place++)
        {
            sums[place] += spilled[place];
        }
    }

    public void Dispose()
    {
        table.Dispose();
        scores.Dispose();
        places.Dispose();
        flagged.Dispose();
        loose.Dispose();
        cells?.Dispose();
        close.Dispose();
        gaps?.Dispose();
        state.Dispose();
    }

    private void Flag()
    {
        for (var place = 0; place < ScoreGrid.Places; place++)
        {
            table.Start[place] = plan.IsFlagged[place] ? 1u : 0u;
        }
    }

    private void AddTo(long[] sums)
    {
        for (var place = 0; place < sums.Length; place++)
        {
            sums[place] += table.Start[place] >> 1;
        }
    }

    private void AddHardest(int leftSlot, int rightSlot)
    {
        for (var index = 0; index < TileProduct.ScoreCount; index++)
        {
            if (scores.Start[index] >= Hardest.Threshold) // never a NaN
            {
                Hardest.Add(
                    rows.Rows[leftSlot + (index / TileProduct.RightRows)], rows.Rows[rightSlot + (index % TileProduct.RightRows)], scores.Start[index]);
            }
        }
    }

    // Scores copied out of flagged places: all go to their cells, those beside a genuine score or in a watched range are copied out once more and ranked.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Resolve()
    {
        var end = state.Start->FlaggedEnd;
        if (cells is not null)
        {
            var table = cells.Start;
            var indexes = stackalloc int[16];
            var to = closeEnd;
            for (var next = flagged.Start; next < end; next += 16)
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
            if (to >= close.Start + (3 * FlaggedRoom))
            {
                RankClose();
            }
        }

        else
        {
            for (var next = flagged.Start; next < end; next++)
            {
                Watch(*next, ScoreGrid.PlaceOf(*next));
            }
        }

        state.Start->FlaggedEnd = flagged.Start;
    }

    private void RankClose()
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

    private void SpillCells()
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
