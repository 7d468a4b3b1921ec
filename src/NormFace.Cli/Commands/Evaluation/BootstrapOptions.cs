using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Verification;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options of the intervals, and the false match rates to report.</summary>
internal static class BootstrapOptions
{
    private static readonly Option<int> Replicates = new("--replicates")
    {
        Description = "Replicates of the bootstrap over identities behind every 95 % interval, at least 1.",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = $"{MachineOptions.SeedDescription}: the bootstrap.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<double[]> Rates = FalseMatchRate.Several(
        "those at which to give the true accept rate; default: the usual ones that the impostor pairs can show.");

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, bool withRates = true)
    {
        if (withRates)
        {
            command.Options.Add(Rates);
        }

        command.Options.Add(Replicates);
        command.Options.Add(Seed);
    }

    /// <summary>Settings of the bootstrap.</summary>
    public static SubjectBootstrapOptions Of(ParseResult parsed) => new()
    {
        ReplicateCount = parsed.GetValue(Replicates),
        Seed = parsed.GetValue(Seed),
        Progress = new ConsoleProgress("replicates"),
    };

    /// <summary>Rates asked for; null where none was.</summary>
    public static IReadOnlyList<double>? FarsOf(ParseResult parsed) =>
        parsed.GetValue(Rates) is { Length: > 0 } rates ? rates : null;
}
