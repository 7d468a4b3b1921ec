using System.Diagnostics;
using NormFace.Batches;

namespace NormFace.Training;

/// <summary>What a run will take, measured on a batch of noise before its first step.</summary>
/// <param name="MemoryBytes">Resident memory of the process at its largest, roughly; without that of a GPU.</param>
/// <param name="SecondsPerStep">Seconds of a step, without waiting for pictures.</param>
/// <param name="WeightCount">Learned numbers of the network.</param>
/// <param name="AgentCount">Learned numbers of the loss.</param>
public sealed record RunEstimate(long MemoryBytes, double SecondsPerStep, long WeightCount, long AgentCount)
{
    private const int TrialPictures = 16;

    /// <summary>Takes two steps on noise without moving a weight; everything is put back.</summary>
    /// <param name="session">What is to be run.</param>
    /// <param name="clock">Measures time; default: the system's clock.</param>
    /// <returns>The estimate.</returns>
    public static RunEstimate Measure(TrainingSession session, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        clock ??= TimeProvider.System;
        var run = session.Recipe.Run;
        var smallest = session.Network.SmallestTrainingBatch;
        var isProcessor = session.Device.type == TorchSharp.DeviceType.CPU; // a GPU takes as long for a few pictures
        var trial = Math.Clamp(
            isProcessor ? TrialPictures : run.BatchSize, smallest, Math.Max(run.BatchSize, smallest));
        using var stepping = new TrainingStep(session.Network, session.Loss, session.Optimizer, run, session.Device);
        using var saved = SavedState.Of(session.Network, session.Loss);
        session.Network.train();
        session.Loss.train();

        _ = Try(session, stepping, trial, clock); // the first pass also pays for what the engine sets up once
        var before = ResidentBytes();
        var seconds = Try(session, stepping, trial, clock);
        var after = PeakBytes();

        var scale = (double)run.BatchSize / trial;
        var activations = Math.Max(0, after - before) * scale;
        var bytesPerPicture = session.Pictures.Contract.ByteCount;
        var cache = Math.Min((long)session.Recipe.Data.CacheMegabytes << 20, (long)session.Pictures.Labels.Count * bytesPerPicture);
        return new RunEstimate(
            before + (long)activations + cache,
            seconds * scale * run.Accumulate,
            Count(session.Network),
            Count(session.Loss));
    }

    private static double Try(TrainingSession session, TrainingStep stepping, int count, TimeProvider clock)
    {
        var contract = session.Pictures.Contract;
        var noise = new byte[count * contract.ByteCount];
        new Sampling.SeededDraw(1).Fill(noise);
        var labels = Enumerable.Range(0, count).Select(index => (long)(index % session.ClassCount)).ToArray();
        using var batch = new PictureBatch(
            PictureTensor.From(noise, contract, session.Device, session.Recipe.Run.IsChannelsLast), tensor(labels, device: session.Device), []);
        var start = clock.GetTimestamp();
        _ = stepping.Accumulate(batch);
        _ = stepping.Clip();
        session.Optimizer.ZeroGradients();
        return clock.GetElapsedTime(start).TotalSeconds;
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
