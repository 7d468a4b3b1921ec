using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using NormFace.Native;

namespace NormFace.Cli.Diagnosis;

/// <summary>Runtime, processor and memory.</summary>
internal static class Machine
{
    public static IReadOnlyList<Finding> Describe() =>
    [
        new("system", true, $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.RuntimeIdentifier}"),
        new(".NET runtime", true, RuntimeInformation.FrameworkDescription),
        Sdk(),
        new(
            "processor",
            true,
            FormattableString.Invariant($"{ProcessorName()}, {Environment.ProcessorCount} threads usable")),
        Instructions("AVX2 and FMA", Avx2.IsSupported && Fma.IsSupported, "matrix products run several times slower"),
        Instructions("AVX-512", Avx512F.IsSupported, "matrix products run up to twice as slow as they could"),
        Instructions(
            "bfloat16",
            EngineFacts.ComputesBFloat16,
            "training in bfloat16 is slower than in float32; precision 'fastest' measures and takes the faster one"),
        Memory(),
    ];

    /// <summary>
    /// Processor, widest units and threads in a line: what decides about the last bits of a training.
    /// </summary>
    public static string InShort(int threads) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ProcessorName()}, {(Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2")}, {threads} "
        + $"threads");

    private static Finding Instructions(string name, bool isThere, string cost) =>
        new(name, isThere, isThere ? "usable" : "not usable", cost);

    private static Finding Memory()
    {
        const double gibibyte = 1L << 30;
        return new("memory", true, FormattableString.Invariant(
            $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / gibibyte:F1} GiB for this process"));
    }

    private static Finding Sdk()
    {
        try
        {
            using var dotnet = Process.Start(
                new ProcessStartInfo("dotnet", "--version")
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                });
            var version = dotnet!.StandardOutput.ReadToEnd().Trim();
            dotnet.WaitForExit();
            return dotnet.ExitCode == 0 ? new(".NET SDK", true, version) : NoSdk();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return NoSdk();
        }
    }

    private static Finding NoSdk() => new(".NET SDK", false, "not found", "programs run, but cannot be built here");

    private static string ProcessorName()
    {
        const string path = "/proc/cpuinfo";
        var line = File.Exists(path)
            ? File.ReadLines(path).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
