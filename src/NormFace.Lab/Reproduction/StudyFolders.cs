using NormFace.Studies;

namespace NormFace.Reproduction;

/// <summary>Where a study keeps its runs, which are large, and its results, which are small and outlive them.</summary>
/// <param name="Runs">Folder of run folders, one a cell.</param>
/// <param name="Results">Folder of results, one JSON file a cell.</param>
public sealed record StudyFolders(string Runs, string Results)
{
    /// <summary>Run folder of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>Its path.</returns>
    public string RunOf(StudyCell cell) => Path.Combine(Runs, cell.Id);

    /// <summary>Result file of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>Its path.</returns>
    public string ResultOf(StudyCell cell) => Path.Combine(Results, cell.Id + ".json");

    /// <summary>All results of a study that are there.</summary>
    /// <param name="study">The study.</param>
    /// <returns>The results, in the order of its cells.</returns>
    public IReadOnlyList<CellResult> Read(Study study) =>
        [.. study.Cells().Select(ResultOf).Where(File.Exists).Select(CellResultFile.Read)];
}
