using System.Text.Json;
using NormFace.TestKit;

namespace NormFace.Losses;

/// <summary>Loss values and gradients computed elsewhere from literal formulas in float64, without epsilon.</summary>
internal static class GoldenHeads
{
    /// <summary>Environment variable that names another file of the same form.</summary>
    private const string Variable = "NORMFACE_GOLDEN_HEADS";

    /// <summary>The file, or null where it is absent. A file that is named must be there.</summary>
    public static string? Path { get; } = Find();

    /// <summary>All cases of the file.</summary>
    public static IReadOnlyList<GoldenCase> Read()
    {
        var file = JsonSerializer.Deserialize<GoldenFile>(File.ReadAllText(Path!), Options)!;
        return file.Cases;
    }

    private static JsonSerializerOptions Options { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(named) ? SharedData.Find("golden/heads.json")
            : File.Exists(named) ? named
            : throw new FileNotFoundException($"{Variable} must name a file, but there is none at '{named}'.", named);
    }

    private sealed record GoldenFile(IReadOnlyList<GoldenCase> Cases);
}

/// <summary>One case: inputs, loss and gradients.</summary>
internal sealed record GoldenCase(
    string Name,
    Dictionary<string, double> Parameters,
    double[][] Features,
    double[][] Agents,
    long[] Labels,
    double Loss,
    double[][] FeatureGradient,
    double[][] AgentGradient,
    double? ScaleGradient);
