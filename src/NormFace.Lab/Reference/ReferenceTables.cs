using NormFace.DataSets;
using NormFace.Storage;
using NormFace.Synthesis;

namespace NormFace.Reference;

/// <summary>
/// The parts of README.md and docs/ that follow from the code: settings, losses, networks, data sets. Each stands
/// between two marks of its document.
/// </summary>
public static class ReferenceTables
{
    private const string Recipes = "docs/recipes.md";

    /// <summary>Writes every table into its document; what people wrote around the tables stays.</summary>
    /// <param name="root">Root of the repository.</param>
    /// <param name="more">Tables of the program's own.</param>
    /// <returns>The documents that changed.</returns>
    /// <exception cref="InvalidDataException">
    /// A document lacks the marks of a table, or a setting lacks its summary.
    /// </exception>
    /// <exception cref="IOException">A document, or the XML documentation, cannot be read or written.</exception>
    public static IReadOnlyList<string> Write(
        string root, IEnumerable<(string Document, string Name, string Text)> more)
    {
        var outdated = Outdated(root, more);
        foreach (var (path, text) in outdated)
        {
            AtomicFile.WriteText(Path.Combine(root, path), text);
        }

        return [.. outdated.Select(document => document.Path)];
    }

    /// <summary>Names the documents that differ from the code.</summary>
    /// <param name="root">Root of the repository.</param>
    /// <param name="more">Tables of the program's own.</param>
    /// <returns>Their paths below the root; empty if every table is right.</returns>
    /// <exception cref="InvalidDataException">
    /// A document lacks the marks of a table, or a setting lacks its summary.
    /// </exception>
    /// <exception cref="IOException">A document, or the XML documentation, cannot be read.</exception>
    public static IReadOnlyList<string> Differing(
        string root, IEnumerable<(string Document, string Name, string Text)> more) =>
        [.. Outdated(root, more).Select(document => document.Path)];

    private static List<(string Path, string Text)> Outdated(
        string root, IEnumerable<(string Document, string Name, string Text)> more)
    {
        var outdated = new List<(string Path, string Text)>();
        foreach (var document in All().Concat(more).GroupBy(table => table.Document))
        {
            var path = Path.Combine(root, document.Key);
            var before = File.ReadAllText(path);
            var after = document.Aggregate(
                before, (text, table) => MarkdownSection.Replaced(text, table.Name, table.Text, path));
            if (after != before)
            {
                outdated.Add((document.Key, after));
            }
        }

        return outdated;
    }

    private static IEnumerable<(string Document, string Name, string Text)> All()
    {
        var summaries = new XmlSummaries();
        var settings = new SettingsTables(LabRecipes.Catalogue, summaries);
        return
        [
            (Recipes, "recipe", settings.Recipe()),
            (Recipes, "data", settings.Section("data")),
            (Recipes, "network", settings.Section("network")),
            (Recipes, "schedule", settings.Section("schedule")),
            (Recipes, "run", settings.Section("run")),
            (Recipes, "holdOut", settings.Section("holdOut")),
            (Recipes, "teacher", settings.Section("teacher")),
            (Recipes, "sources", settings.Members("data.sources")),
            (Recipes, "networks", settings.Members("network.options")),
            (Recipes, "every loss", settings.CommonOfLosses()),
            (Recipes, "losses", settings.Losses()),
            (Recipes, "optimizers", settings.Members("optimizer")),
            ("README.md", "losses", new CatalogueTables(summaries).Losses()),
            ("README.md", "networks", CatalogueTables.Networks()),
            ("docs/data.md", DataSetTable.Section, DataSetTable.ToMarkdown()),
        ];
    }
}
