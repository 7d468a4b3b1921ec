using System.Text.Json.Nodes;

namespace NormFace.Reports;

/// <summary>A part that a report may have besides the figures of its protocol.</summary>
public abstract record ReportAddition
{
    private protected ReportAddition()
    {
    }

    /// <summary>Name of the field that the part has in the JSON of an evaluation.</summary>
    public abstract string JsonName { get; }

    /// <summary>Tables as CSV: the name of a file, and what writes one at a path.</summary>
    private protected virtual IReadOnlyList<(string Name, Action<string> Write)> Tables => [];

    /// <summary>The part in the schema that <c>docs/evaluation.md</c> describes.</summary>
    /// <returns>The object; a number that JSON cannot hold is <c>null</c>.</returns>
    public abstract JsonObject ToJson();

    /// <summary>The part as blocks of a page.</summary>
    internal abstract IReadOnlyList<ReportBlock> ToBlocks();

    /// <summary>Writes the tables of the part as CSV.</summary>
    /// <param name="folder">The folder; created if missing.</param>
    /// <returns>Names of the files; empty for a part without tables.</returns>
    /// <remarks>A file appears whole or not at all; an existing one is replaced.</remarks>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<string> WriteTables(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var tables = Tables;
        if (tables.Count > 0)
        {
            Directory.CreateDirectory(folder);
        }

        foreach (var (name, write) in tables)
        {
            write(Path.Combine(folder, name));
        }

        return [.. tables.Select(table => table.Name)];
    }
}
