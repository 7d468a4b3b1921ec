using System.Diagnostics;
using NormFace.Recipes;

namespace NormFace.Training;

/// <summary>What a run will take, measured on a batch of noise before its first step.</summary>
/// <param name="MemoryBytes">Resident memory of the process at its largest, roughly; without that of a GPU.</param>
/// <param name="SecondsPerStep">Seconds of a step, without waiting for pictures.</param>
/// <param name="WeightCount">Learned numbers of the network.</param>
/// <param name="AgentCount">Learned numbers of the loss.</param>
/// <param name="IsPrecisionSlow">Whether the recipe asks for bfloat16 where float32 is as fast on this machine.</param>
public sealed record RunEstimate(
    long MemoryBytes, double SecondsPerStep, long WeightCount, long AgentCount, bool IsPrecisionSlow)
{
    /// <summary>Takes two steps on noise without moving a weight; everything is put back.</summary>
    /// <param name="session">What is to be run.</param>
    /// <param name="clock">Measures time; default: the system's clock.</param>
    /// <returns>The estimate.</returns>
    public static RunEstimate Measure(TrainingSession session, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        var run = session.Recipe.Run;
        var isBFloat16 = PrecisionChoice.IsBFloat16(session);
        _ = PrecisionChoice.HasBFloat16Products(session);
        var isSlow = run.Precision == TrainingPrecision.Mixed && !PrecisionChoice.IsBFloat16Faster(session, clock);
        using var step = new TrialStep(session, clock ?? TimeProvider.System);
        _ = step.Seconds(isBFloat16); // the first step also pays for what the engine sets up once
        var before = ResidentBytes();
        var seconds = step.Seconds(isBFloat16);
        var after = PeakBytes();

        var scale = (double)run.BatchSize / step.Pictures;
        var activations = Math.Max(0, after - before) * scale;
        return new RunEstimate(
            before + (long)activations + session.Samples.CacheBytes,
            seconds * scale * run.Accumulate,
            Count(session.Network),
            Count(session.Loss),
            isSlow);
    }

    private static long Count(Module module) => module.parameters().Sum(parameter => parameter.numel());

    private static long ResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
