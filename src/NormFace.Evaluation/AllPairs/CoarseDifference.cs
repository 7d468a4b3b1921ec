using System.Runtime.Intrinsics;

namespace NormFace.AllPairs;

/// <summary>Coarse histograms of one job after the other, as differences of the one table that keeps growing.</summary>
internal sealed class CoarseDifference
{
    private readonly uint[] before = new uint[CoarseGrid.Places];

    /// <summary>Begins with a table as it is: flags count nothing.</summary>
    public CoarseDifference(ReadOnlySpan<uint> table) => Restart(table);

    /// <summary>Begins again with a table that was emptied.</summary>
    public void Restart(ReadOnlySpan<uint> table)
    {
        for (var place = 0; place < before.Length; place++)
        {
            before[place] = Sum(table, place);
        }
    }

    /// <summary>Writes what came in since the last call. Flags cancel in the difference.</summary>
    public void Take(ReadOnlySpan<uint> table, uint[] to)
    {
        for (var place = 0; place < before.Length; place++)
        {
            var now = Sum(table, place);
            to[place] = (now - before[place]) >> 1;
            before[place] = now;
        }
    }

    private static uint Sum(ReadOnlySpan<uint> table, int place)
    {
        var part = table.Slice(place << CoarseGrid.Shift, 1 << CoarseGrid.Shift);
        return Vector512.Sum(Vector512.Create(part) + Vector512.Create(part[Vector512<uint>.Count..]));
    }
}
