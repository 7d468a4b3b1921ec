using System.CommandLine;

namespace NormFace.Cli.Commands;

/// <summary><c>--threshold</c>: from which score on two pictures count as one person.</summary>
internal static class ThresholdOption
{
    /// <summary>Builds the option.</summary>
    /// <param name="usual">The threshold if none is given.</param>
    public static Option<double?> Create(string usual) => new("--threshold")
    {
        Description = $"Lowest score that counts as the same person, in [-1, 1]; default: {usual}",
    };
}
