namespace NormFace.DataSets;

/// <summary>The table of docs/data.md.</summary>
public static class DataSetTable
{
    /// <summary>Name of the part of the document that holds the table.</summary>
    public const string Section = "data sets";

    /// <summary>The table as Markdown.</summary>
    /// <returns>A heading, a list and the hashes for each set.</returns>
    public static string ToMarkdown() => string.Join("\n\n", DataSetCatalogue.All.Select(Entry));

    private static string Entry(DataSet set)
    {
        string[] lines =
        [
            $"### `{set.Name}`",
            "",
            $"{char.ToUpperInvariant(set.What[0])}{set.What[1..]}.",
            "",
            $"- owner: {set.Owner}{(set.Published is null ? "" : $", <{set.Published}>")}; terms: {set.Terms}",
            $"- layout: `{set.Layout}`",
            .. set.Pictures is null ? Array.Empty<string>() : [Counts(set)],
            .. set.Files.Select(file => $"- SHA-256 of `{file.Name}`: `{file.Sha256}`"),
        ];
        return string.Join("\n", lines);
    }

    private static string Counts(DataSet set) => set.Identities is null
        ? FormattableString.Invariant($"- {set.Pictures:N0} pictures")
        : FormattableString.Invariant($"- {set.Pictures:N0} pictures of {set.Identities:N0} identities");
}
