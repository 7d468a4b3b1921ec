using System.CommandLine;

namespace NormFace.Cli.Commands;

/// <summary>Options that every computing command takes: where, and with how many threads.</summary>
internal static class MachineOptions
{
    /// <summary>Option for the device.</summary>
    public static Option<string> Device() => new("--device")
    {
        Description = "Device: cpu, cuda, cuda:0, mps, ...",
        DefaultValueFactory = _ => "cpu",
    };

    /// <summary>Option for the number of threads.</summary>
    public static Option<int> Threads() => new Option<int>("--threads")
    {
        Description = "Threads for computing and for decoding.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    }.Within(1, 1024);
}
