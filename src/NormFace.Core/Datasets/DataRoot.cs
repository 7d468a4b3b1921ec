namespace NormFace.Datasets;

/// <summary>The folder below which data sets are found by name.</summary>
/// <remarks>
/// A recipe or study names data by set, such as <c>lfw-112x112.zip</c>, and no place of one machine. A name is looked
/// for below the root, then beside the file that names it, then in the current folder.
/// </remarks>
/// <param name="Folder">The root, or null for none.</param>
public sealed record DataRoot(string? Folder)
{
    /// <summary>Environment variable that names the root.</summary>
    public const string Variable = "NORMFACE_DATA";

    /// <summary>The root that the environment names; none if <see cref="Variable"/> is unset or empty.</summary>
    /// <returns>The root.</returns>
    public static DataRoot FromEnvironment() =>
        new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null);

    /// <summary>Finds data.</summary>
    /// <param name="name">A name such as <c>protocols/people.txt</c>, or a path.</param>
    /// <param name="namedIn">Folder of the file that names it.</param>
    /// <returns>Full path of the first place where something is; the first place of all where nothing is.</returns>
    public string Find(string name, string namedIn)
    {
        var places = Places(name, namedIn);
        return places.FirstOrDefault(Path.Exists) ?? places[0];
    }

    /// <summary>Places where data of a name is looked for.</summary>
    /// <param name="name">A name or a path.</param>
    /// <param name="namedIn">Folder of the file that names it.</param>
    /// <returns>Full paths, at least one, in the order in which they are tried.</returns>
    public IReadOnlyList<string> Places(string name, string namedIn)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(namedIn);
        string?[] folders = [Folder, namedIn, "."];
        return [
            .. folders.OfType<string>().Select(folder => Path.GetFullPath(name, Path.GetFullPath(folder))).Distinct()];
    }

    /// <summary>Says that data is not there, where it was looked for, and what to do.</summary>
    /// <param name="name">The name.</param>
    /// <param name="namedIn">Folder of the file that names it.</param>
    /// <returns>A sentence that follows the name of a key.</returns>
    public string Missing(string name, string namedIn) =>
        $"must name data, but '{name}' was not found at {string.Join(", ", Places(name, namedIn))}. "
        + $"Give the data folder with --data or {Variable}; docs/data.md describes the sets.";
}
