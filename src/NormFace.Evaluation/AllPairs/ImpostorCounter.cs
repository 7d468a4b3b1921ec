using System.Runtime.CompilerServices;
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
    private readonly NativeArray<float> loose = new(TileProduct.ScoreCount);
    private readonly NativeArray<CountingState> state = new(1);
    private readonly long[] spilled = new long[ScoreGrid.Places];
    private long sinceSpill;

    public ImpostorCounter(PackedRows rows, CountingPlan plan, int hardestCount)
    {
        this.rows = rows;
        this.plan = plan;
        Hardest = new HardestQueue(hardestCount, 1);
        Flagged = new FlaggedScores(plan, FlaggedRoom + TileProduct.ScoreCount);
        Flag();
        *state.Start = new CountingState
        {
            Table = table.Start,
            Scores = scores.Start,
            Places = places.Start,
            FlaggedEnd = flagged.Start,
        };
    }

    /// <summary>The pairs of the highest scores.</summary>
    public HardestQueue Hardest { get; }

    /// <summary>Scores of places that are looked at one by one; complete after <see cref="Finish"/>.</summary>
    public FlaggedScores Flagged { get; }

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
        CountingSteps.Drain(state.Start);
        Resolve();
        Flagged.Rank();
    }

    /// <summary>
    /// To be told before a number of pairs is counted: makes room in the table if they might not fit.
    /// </summary>
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
        Flagged.Spill();
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
        Flagged.Dispose();
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
                    rows.Rows[leftSlot + (index / TileProduct.RightRows)],
                    rows.Rows[rightSlot + (index % TileProduct.RightRows)],
                    scores.Start[index]);
            }
        }
    }

    private void Resolve()
    {
        Flagged.Take(flagged.Start, state.Start->FlaggedEnd);
        state.Start->FlaggedEnd = flagged.Start;
    }
}
