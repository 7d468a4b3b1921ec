using NormFace.Sampling;

namespace NormFace.AllPairs;

/// <summary>Identities drawn into groups of nearly equally many rows.</summary>
/// <remarks>
/// Intervals draw whole groups. Identities go in random order to the smallest group; those of a single row come last
/// and fill the groups up, as far as they reach, to whole blocks of tiles, which spares the product its padding.
/// </remarks>
internal sealed class IdentityGroups
{
    public const int MostGroups = 24;
    private const int Block = 96; // rows that are whole left tiles and whole right tiles

    /// <summary>Draws the groups.</summary>
    /// <param name="labels">Label of each row, in [0, identityCount).</param>
    /// <param name="identityCount">Number of identities, at least 1.</param>
    /// <param name="seed">Seed of the draw.</param>
    public IdentityGroups(IReadOnlyList<int> labels, int identityCount, int seed)
    {
        var rowsOf = new List<int>[identityCount];
        for (var identity = 0; identity < identityCount; identity++)
        {
            rowsOf[identity] = [];
        }

        for (var row = 0; row < labels.Count; row++)
        {
            rowsOf[labels[row]].Add(row);
        }

        var order = Enumerable.Range(0, identityCount).ToArray();
        new SeededDraw(seed, 1).Shuffle(order.AsSpan());
        var count = Math.Min(MostGroups, identityCount);
        var groups = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();

        // Identities of several rows first, each to the smallest group.
        var smallest = new PriorityQueue<int, (int Size, int Group)>(
            Enumerable.Range(0, count).Select(group => (group, (0, group))));
        foreach (var identity in order.Where(identity => rowsOf[identity].Count > 1))
        {
            var group = smallest.Dequeue();
            groups[group].AddRange(rowsOf[identity]);
            smallest.Enqueue(group, (groups[group].Count, group));
        }

        Fill(groups, [.. order.Where(identity => rowsOf[identity].Count == 1).Select(identity => rowsOf[identity][0])]);
        Groups = [.. groups.Select(rows => rows.ToArray()).Where(rows => rows.Length > 0)];
        Genuine = rowsOf.Sum(rows => rows.Count * (rows.Count - 1L) / 2);
    }

    /// <summary>Rows of each group; those of one identity are neighbours.</summary>
    public IReadOnlyList<int[]> Groups { get; }

    /// <summary>Number of genuine pairs.</summary>
    public long Genuine { get; }

    /// <summary>Every group with itself and those after it.</summary>
    public static (int First, int Second)[] PairsOf(int count) =>
        [.. Enumerable.Range(0, count).SelectMany(
            first => Enumerable.Range(first, count - first).Select(second => (first, second)))];

    // Single rows bring every group to whole blocks; blocks left over go to the smallest groups.
    private static void Fill(List<int>[] groups, int[] singles)
    {
        var block = (groups.Sum(rows => rows.Count) + singles.Length) / groups.Length >= Block ? Block : 1;
        var smallest = new PriorityQueue<int, (int Size, int Group)>();
        var next = 0;
        foreach (var group in Enumerable.Range(0, groups.Length).OrderBy(
            group => (block - (groups[group].Count % block)) % block))
        {
            Take(group, (block - (groups[group].Count % block)) % block);
        }

        while (next < singles.Length)
        {
            Take(smallest.Dequeue(), block);
        }

        void Take(int group, int most)
        {
            var taken = Math.Min(most, singles.Length - next);
            groups[group].AddRange(singles.AsSpan(next, taken));
            next += taken;
            smallest.Enqueue(group, (groups[group].Count, group));
        }
    }
}
