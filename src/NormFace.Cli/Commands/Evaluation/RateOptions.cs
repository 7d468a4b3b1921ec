using System.CommandLine;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options of identification: rates, ranks, drawn trials.</summary>
internal static class RateOptions
{
    /// <summary>The false positive identification rates.</summary>
    public static Option<double[]> FalsePositive(string details, params double[] usual) => new("--fpir")
    {
        Description = $"False positive identification rate: {details}",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = usual.Length > 0 ? _ => usual : null,
    };

    /// <summary>The ranks.</summary>
    public static Option<int[]> Ranks() => new("--rank")
    {
        Description = "Ranks of identification, each at least 1.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 5, 10],
    };

    /// <summary>The seed of trials that are drawn where no lists are given.</summary>
    public static Option<int> TrialSeed() => new("--trial-seed")
    {
        Description = "Seed of drawn trials.",
        DefaultValueFactory = _ => 1,
    };
}
