namespace NormFace.Identification;

/// <summary>Finds scores by their rank among any number of scores, exactly and in constant memory.</summary>
/// <remarks>
/// The bits of a float, with the sign turned round, sort as the floats do. A first pass over the scores counts the
/// upper half of these bits, which tells the half that a rank falls into; a second pass counts the lower halves inside
/// the halves asked for.
/// </remarks>
internal sealed class ScoreRadix
{
    private const int Bins = 1 << 16;
    private const int Unwanted = -1;

    private readonly long[] upper = new long[Bins];
    private long[]?[] lower = [];       // of each wanted upper half
    private int[] places = [];          // place of an upper half in lower, or Unwanted

    /// <summary>Scores seen in the first pass.</summary>
    public long Total { get; private set; }

    /// <summary>First pass.</summary>
    public void Count(ReadOnlySpan<float> scores)
    {
        foreach (var score in scores)
        {
            upper[Ordered(score) >> 16]++;
        }

        Total += scores.Length;
    }

    /// <summary>
    /// Between the passes: says which ranks will be asked for, each in [1, Total], 1 for the highest.
    /// </summary>
    public void Narrow(IEnumerable<long> ranks)
    {
        places = new int[Bins];
        Array.Fill(places, Unwanted);
        var wanted = ranks.Select(rank => Bin(rank).Upper).Distinct().ToArray();
        for (var place = 0; place < wanted.Length; place++)
        {
            places[wanted[place]] = place;
        }

        lower = new long[wanted.Length][];
    }

    /// <summary>Second pass, over the same scores in any order.</summary>
    public void CountInside(ReadOnlySpan<float> scores)
    {
        foreach (var score in scores)
        {
            var key = Ordered(score);
            var place = places[key >> 16];
            if (place != Unwanted)
            {
                (lower[place] ??= new long[Bins])[key & (Bins - 1)]++;
            }
        }
    }

    /// <summary>A counter for another worker, with the same targets as this one.</summary>
    public ScoreRadix Fresh() => new() { places = places, lower = new long[lower.Length][] };

    /// <summary>Adds the counts of a worker.</summary>
    public void Add(ScoreRadix other)
    {
        Total += other.Total;
        AddTo(upper, other.upper);
        for (var place = 0; place < lower.Length; place++)
        {
            if (other.lower[place] is { } counts)
            {
                AddTo(lower[place] ??= new long[Bins], counts);
            }
        }
    }

    /// <summary>After both passes: the score of a rank that was announced.</summary>
    public RankedScore At(long rank)
    {
        var (bin, above) = Bin(rank);
        var counts = lower[places[bin]]!;
        var key = Bins;
        do
        {
            key--;
            above += counts[key];
        }
        while (above < rank);

        return new RankedScore(FromOrdered(((uint)bin << 16) | (uint)key), above - counts[key], counts[key]);
    }

    private (int Upper, long Above) Bin(long rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Total);
        var above = 0L;
        var bin = Bins - 1;
        while (above + upper[bin] < rank)
        {
            above += upper[bin--];
        }

        return (bin, above);
    }

    private static void AddTo(long[] sums, long[] counts)
    {
        for (var bin = 0; bin < Bins; bin++)
        {
            sums[bin] += counts[bin];
        }
    }

    private static uint Ordered(float score)
    {
        var bits = BitConverter.SingleToInt32Bits(score + 0f); // the two zeros become one
        return (uint)(bits ^ ((bits >> 31) | int.MinValue));
    }

    private static float FromOrdered(uint key)
    {
        var bits = (int)key;
        return BitConverter.Int32BitsToSingle(bits < 0 ? bits ^ int.MinValue : ~bits);
    }
}
