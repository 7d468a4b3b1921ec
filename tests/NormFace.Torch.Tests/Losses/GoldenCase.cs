using System.Text.Json;

namespace NormFace.Losses;

/// <summary>
/// One golden case: inputs, loss and gradients, computed elsewhere from literal formulas in float64, without epsilon.
/// </summary>
internal sealed record GoldenCase(
    string Name,
    Dictionary<string, double> Parameters,
    double[][] Features,
    double[][] Agents,
    long[] Labels,
    double Loss,
    double[][] FeatureGradient,
    double[][] AgentGradient,
    double? ScaleGradient)
{
    private static readonly JsonSerializerOptions Options =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reads all cases of a file.</summary>
    public static IReadOnlyList<GoldenCase> Read(string path) =>
        JsonSerializer.Deserialize<GoldenFile>(File.ReadAllText(path), Options)!.Cases;

    private sealed record GoldenFile(IReadOnlyList<GoldenCase> Cases);
}
