using System.CommandLine;
using NormFace.Verification;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options of the intervals, and the false accept rates to report.</summary>
internal static class BootstrapOptions
{
    private static readonly Option<int> Replicates = new("--replicates")
    {
        Description = "Replicates of the bootstrap over identities behind every 95 % interval, at least 1.",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of the bootstrap.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<double[]> Fars = new("--far")
    {
        Description = "False accept rates at which to give the true accept rate; default: the usual ones that the "
            + "impostor pairs can show.",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, bool withFars = true)
    {
        if (withFars)
        {
            command.Options.Add(Fars);
        }

        command.Options.Add(Replicates);
        command.Options.Add(Seed);
    }

    /// <summary>Settings of the bootstrap.</summary>
    public static SubjectBootstrapOptions Of(ParseResult parsed) => new()
    {
        ReplicateCount = parsed.GetValue(Replicates),
        Seed = parsed.GetValue(Seed),
    };

    /// <summary>Rates asked for; null where none was.</summary>
    public static IReadOnlyList<double>? FarsOf(ParseResult parsed) =>
        parsed.GetValue(Fars) is { Length: > 0 } fars ? fars : null;
}
