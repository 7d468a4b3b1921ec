using System.Numerics;

namespace NormFace.Inspection;

/// <summary>Finds hashes that differ in few bits without comparing all with all.</summary>
/// <remarks>
/// Hashes that differ in at most 3 bits agree in one of four bands of 16 bits, so only hashes with a band in common are
/// compared. That is far below quadratic while hashes are spread; a set whose many different pictures share a band
/// takes longer.
/// </remarks>
internal static class NearGroups
{
    private const int Bands = 4;
    private const int BandWidth = 16;

    /// <summary>Groups of pictures linked by near hashes. Each group holds at least two contents; its members are in
    /// rising order.</summary>
    /// <param name="contents">Pictures of one content each, as groups in rising order.</param>
    /// <param name="hashOf">The hash of a picture.</param>
    /// <param name="distance">Most bits that may differ, below the number of bands.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static IEnumerable<int[]> Find(
        int[][] contents, Func<int, ulong> hashOf, int distance, CancellationToken cancellationToken)
    {
        var hashes = contents.Select(pictures => hashOf(pictures[0])).ToArray();
        var links = Enumerable.Range(0, contents.Length).ToArray();
        var order = links.ToArray();
        for (var band = 0; band < Bands; band++)
        {
            var shift = band * BandWidth;
            Array.Sort(order, (one, other) => Key(one).CompareTo(Key(other)));
            for (int start = 0, end; start < order.Length; start = end)
            {
                for (end = start + 1; end < order.Length && Part(end) == Part(start); end++)
                {
                }

                cancellationToken.ThrowIfCancellationRequested();
                LinkNear(order.AsSpan(start, end - start), hashes, links, distance);
            }

            // The band first, then the whole hash: equal ones stand together.
            UInt128 Key(int index) => new((ushort)(hashes[index] >> shift), hashes[index]);
            ushort Part(int place) => (ushort)(hashes[order[place]] >> shift);
        }

        return
        [
            .. from content in Enumerable.Range(0, contents.Length)
               group content by Root(links, content) into linked
               where linked.Count() > 1
               select linked.SelectMany(content => contents[content]).Order().ToArray(),
        ];
    }

    private static void LinkNear(ReadOnlySpan<int> run, ulong[] hashes, int[] links, int distance)
    {
        for (var first = 0; first < run.Length; first++)
        {
            for (var second = first + 1; second < run.Length; second++)
            {
                var difference = BitOperations.PopCount(hashes[run[first]] ^ hashes[run[second]]);
                if (difference <= distance)
                {
                    links[Root(links, run[first])] = Root(links, run[second]);
                }

                if (difference == 0)
                {
                    break; // the second meets all that the first would, so equal hashes are compared in a chain
                }
            }
        }
    }

    private static int Root(int[] links, int index)
    {
        while (links[index] != index)
        {
            index = links[index] = links[links[index]];
        }

        return index;
    }
}
