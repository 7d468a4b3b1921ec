using System.Globalization;
using NormFace.AllPairs;
using NormFace.Embeddings;

namespace NormFace.Conditions;

/// <summary>Drawn embeddings and tables of conditions for them.</summary>
internal static class DrawnConditions
{
    public static EmbeddingSet Draw(int seed, int count, int identities, int distinct) =>
        LiteralAllPairs.Draw(seed, count, 6, identities, distinct: distinct > 0 ? distinct : null).Normalize();

    // Ties, missing values and a group, by the name of the picture.
    public static ConditionTable Table(IReadOnlyList<string> names, int seed, IReadOnlyList<string>? order = null)
    {
        var random = new Random(seed);
        var values = (order ?? names).ToDictionary(
            name => name,
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{(random.Next(5) == 0 ? "" : random.NextDouble())},{random.Next(3)},{random.Next(-30, 30)},"
                    + $"{random.Next(4) * 0.1},{(random.Next(9) == 0 ? "" : "abc"[random.Next(3)])}"));
        return Read(["name,sharpness,blur,yaw,light,camera", .. names.Select(name => $"{name},{values[name]}")]);
    }

    public static ConditionTable Read(IReadOnlyList<string> lines)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["table.csv"], lines);
        return ConditionTable.Read(folder["table.csv"]);
    }
}
