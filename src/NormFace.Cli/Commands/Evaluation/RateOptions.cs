using System.CommandLine;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options of several rates or ranks, as protocols have them.</summary>
internal static class RateOptions
{
    /// <summary>An option of rates.</summary>
    public static Option<double[]> Rates(string name, string description, params double[] usual) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = usual.Length > 0 ? _ => usual : null,
    };

    /// <summary>The option of ranks.</summary>
    public static Option<int[]> Ranks(string description) => new("--rank")
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 5, 10],
    };
}
