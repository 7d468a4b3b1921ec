using NormFace.Cli.Output;
using NormFace.Recognition;

namespace NormFace.Cli.Commands;

/// <summary>
/// The model that ships with the program, taken where no other is named. <c>models/README.md</c> is its card.
/// </summary>
internal static class ShippedModel
{
    /// <summary>Where it lies: beside the program.</summary>
    public static string Path => ShippedFiles.Model;

    /// <summary>The model that is named, or the one that ships.</summary>
    /// <exception cref="FileNotFoundException">
    /// None is named, and the program was copied without its folder <c>models</c>.
    /// </exception>
    public static string Or(FileInfo? named)
    {
        var path = named is not null ? named.FullName
            : File.Exists(Path) ? Path
            : throw new FileNotFoundException(
                $"No --model given, and the model that ships with the program is missing at {Path}. "
                + "Give --model, or copy the folder 'models' beside the program.", Path);
        ConsoleReport.Detail($"model: {path}");
        return path;
    }
}
