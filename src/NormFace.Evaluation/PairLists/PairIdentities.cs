namespace NormFace.PairLists;

/// <summary>Finds out who the pictures of a list show, so that pairs which share a person can be told.</summary>
internal static class PairIdentities
{
    public static (int[] First, int[] Second) Of(
        string location, IReadOnlyList<ListedPair> pairs, Func<string, string> identityOf)
    {
        (string First, string Second)[] named = [
            .. pairs.Select(pair => (identityOf(pair.First), identityOf(pair.Second)))];
        var agrees = pairs.Zip(named).All(entry =>
            entry.Second.First.Length > 0
                && entry.Second.Second.Length > 0
                && entry.First.IsGenuine == (entry.Second.First == entry.Second.Second));
        return Numbered(agrees ? named : Joined(location, pairs));
    }

    // Pictures joined by genuine pairs get one representative: a forest of parents, as in Tarjan's disjoint sets.
    private static (string First, string Second)[] Joined(string location, IReadOnlyList<ListedPair> pairs)
    {
        Dictionary<string, string> parents = new(StringComparer.Ordinal);
        foreach (var pair in pairs.Where(pair => pair.IsGenuine))
        {
            parents[Root(pair.First)] = Root(pair.Second);
        }

        foreach (var pair in pairs.Where(pair => !pair.IsGenuine && Root(pair.First) == Root(pair.Second)))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{location}({pair.Line}): expected pictures of two identities, but genuine pairs of the list join ")
                + FormattableString.Invariant($"'{pair.First}' and '{pair.Second}'."));
        }

        return [.. pairs.Select(pair => (Root(pair.First), Root(pair.Second)))];

        string Root(string picture)
        {
            var root = picture;
            while (parents.TryGetValue(root, out var parent) && parent != root)
            {
                root = parent;
            }

            while (picture != root)
            {
                (var next, parents[picture]) = (parents[picture], root);
                picture = next;
            }

            return root;
        }
    }

    private static (int[] First, int[] Second) Numbered((string First, string Second)[] names)
    {
        Dictionary<string, int> labels = new(StringComparer.Ordinal);
        var (first, second) = (new int[names.Length], new int[names.Length]);
        for (var index = 0; index < names.Length; index++)
        {
            first[index] = LabelOf(names[index].First);
            second[index] = LabelOf(names[index].Second);
        }

        return (first, second);

        int LabelOf(string name)
        {
            if (!labels.TryGetValue(name, out var label))
            {
                labels.Add(name, label = labels.Count);
            }

            return label;
        }
    }
}
