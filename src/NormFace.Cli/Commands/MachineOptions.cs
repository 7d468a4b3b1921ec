using System.CommandLine;

namespace NormFace.Cli.Commands;

/// <summary>Options that every computing command takes: where, and with how many threads.</summary>
internal static class MachineOptions
{
    /// <summary>What <c>--seed</c> means, to be continued by what is drawn.</summary>
    public const string SeedDescription = "Seed of what is drawn at random";

    /// <summary>Option for the device.</summary>
    public static Option<string> Device() => new("--device")
    {
        Description = "Device: cpu, cuda, cuda:0, mps, ...",
        DefaultValueFactory = _ => "cpu",
    };

    /// <summary>Option for the number of threads.</summary>
    public static Option<int> Threads() => new Option<int>("--threads")
    {
        Description = "Threads that compute and decode.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    }.Within(1, 1024);
}
