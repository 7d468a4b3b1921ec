using NormFace.Cli.Output;
using NormFace.Recognition;

namespace NormFace.Cli.Commands;

/// <summary>
/// The models that ship with the program; the large one is taken where none is named. <c>models/README.md</c> is their
/// card.
/// </summary>
internal static class ShippedModel
{
    /// <summary>Where it lies: beside the program.</summary>
    public static string Path => ShippedFiles.Model;

    private static Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal)
    {
        ["faces"] = ShippedFiles.Model,
        ["faces-small"] = ShippedFiles.SmallModel,
    };

    /// <summary>The model that is named, by its file or as <c>faces</c> or <c>faces-small</c>; else the one that
    /// ships.</summary>
    /// <exception cref="FileNotFoundException">
    /// None is named, and the program was copied without its folder <c>models</c>.
    /// </exception>
    public static string Or(FileInfo? named)
    {
        var path = named is not null
            ? !named.Exists && Names.TryGetValue(named.ToString(), out var known) ? known : named.FullName
            : File.Exists(Path) ? Path
            : throw new FileNotFoundException(
                $"No --model given, and the model that ships with the program is missing at {Path}. "
                + "Give --model, or copy the folder 'models' beside the program.", Path);
        ConsoleReport.Detail($"model: {path}");
        return path;
    }
}
