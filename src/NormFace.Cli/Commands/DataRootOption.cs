using System.CommandLine;
using NormFace.Datasets;

namespace NormFace.Cli.Commands;

/// <summary><c>--data</c>: the folder of the data sets that recipes and studies name.</summary>
internal static class DataRootOption
{
    /// <summary>Builds the option.</summary>
    public static Option<DirectoryInfo?> Create()
    {
        Option<DirectoryInfo> option = new("--data")
        {
            Description = $"Folder of the data sets that recipes and studies name; default: {DataRoot.Variable}, "
                + "else beside the recipe.",
        };
        return option.AcceptExistingOnly()!;
    }

    /// <summary>The root that was given, or that of the environment.</summary>
    public static DataRoot DataRootOf(this ParseResult parsed, Option<DirectoryInfo?> option) =>
        parsed.GetValue(option) is { } folder ? new DataRoot(folder.FullName) : DataRoot.FromEnvironment();
}
