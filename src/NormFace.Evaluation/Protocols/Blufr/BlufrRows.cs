using NormFace.Embeddings;

namespace NormFace.Protocols.Blufr;

/// <summary>Finds the row of each picture of the trials, by its path or by its bare file name.</summary>
internal static class BlufrRows
{
    private const int NamedAtMost = 10;
    private const int Several = -1;

    public static int[] Of(PictureRows set, BlufrTrials trials)
    {
        Dictionary<string, int> bare = new(StringComparer.Ordinal);
        for (var row = 0; row < set.Count; row++)
        {
            var name = FileName(set.Names[row]);
            bare[name] = bare.ContainsKey(name) ? Several : row;
        }

        HashSet<int> used = [.. trials.Trials.SelectMany(trial => trial.Test)];
        var rows = new int[trials.Names.Count];
        List<string> missing = [];
        List<string> unclear = [];
        foreach (var picture in used.Order())
        {
            var name = trials.Names[picture];
            if (!set.TryFind(name, out rows[picture]) && !bare.TryGetValue(FileName(name), out rows[picture]))
            {
                missing.Add(name);
            }
            else if (rows[picture] == Several)
            {
                unclear.Add(name);
            }
        }

        Throw($"Every picture of the trials ({trials.Origin}) needs an embedding", missing, "missing");
        Throw("Every picture of the trials must stand for one row", unclear, "found in several folders");
        return rows;
    }

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static void Throw(string rule, List<string> names, string fault)
    {
        if (names.Count > 0)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{rule}, but {names.Count} are {fault}: {string.Join(", ", names.Take(NamedAtMost))}{(names.Count > NamedAtMost ? FormattableString.Invariant($" and {names.Count - NamedAtMost} more") : "")}."));
        }
    }
}
