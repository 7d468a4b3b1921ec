using NormFace.Datasets;

namespace NormFace.PairLists;

/// <summary>Finds out who the pictures of a list show, so that pairs which share a person can be told.</summary>
internal static class PairIdentities
{
    public static (int[] First, int[] Second) Of(PairList list)
    {
        var folders = list.Pairs.Select(pair => (PictureEntry.At(pair.First).Identity, PictureEntry.At(pair.Second).Identity)).ToArray();
        var areFolders = list.Pairs.Zip(folders).All(entry =>
            entry.Second.Item1.Length > 0 && entry.Second.Item2.Length > 0 && entry.First.IsGenuine == (entry.Second.Item1 == entry.Second.Item2));
        return areFolders ? Numbered(folders) : Numbered(Joined(list));
    }

    // Pictures joined by genuine pairs get one representative: a forest of parents, as in Tarjan's disjoint sets.
    private static (string First, string Second)[] Joined(PairList list)
    {
        Dictionary<string, string> parents = new(StringComparer.Ordinal);
        foreach (var pair in list.Pairs.Where(pair => pair.IsGenuine))
        {
            parents[Root(pair.First)] = Root(pair.Second);
        }

        foreach (var pair in list.Pairs.Where(pair => !pair.IsGenuine && Root(pair.First) == Root(pair.Second)))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{list.Location}({pair.Line}): expected pictures of two identities, but genuine pairs of the list join '{pair.First}' and '{pair.Second}'."));
        }

        return [.. list.Pairs.Select(pair => (Root(pair.First), Root(pair.Second)))];

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
