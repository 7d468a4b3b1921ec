using System.Text.Json.Nodes;
using NormFace.Settings;

namespace NormFace.DataSets;

/// <summary>The data sets that our recipes, studies and tests name.</summary>
public static class DataSetCatalogue
{
    private const string Resource = "data-sets.json";

    /// <summary>The sets, as <c>data-sets.json</c> lists them.</summary>
    public static IReadOnlyList<DataSet> All { get; } = Read();

    private static IReadOnlyList<DataSet> Read()
    {
        using var stream = typeof(DataSetCatalogue).Assembly.GetManifestResourceStream(Resource)!;
        return OptionsSection.Read<Listed>((JsonObject)JsonNode.Parse(stream)!).Sets;
    }

    private sealed record Listed
    {
        public required IReadOnlyList<DataSet> Sets { get; init; }
    }
}
