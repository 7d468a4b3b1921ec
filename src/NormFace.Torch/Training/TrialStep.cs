using NormFace.Batches;

namespace NormFace.Training;

/// <summary>
/// Steps on noise that move no weight: what a step takes, before the first one. Disposing puts all back.
/// </summary>
internal sealed class TrialStep : IDisposable
{
    private const int ProcessorPictures = 16; // a GPU takes as long for a few pictures as for many

    private readonly TrainingSession session;
    private readonly TimeProvider clock;
    private readonly SavedState saved;

    public TrialStep(TrainingSession session, TimeProvider clock)
    {
        (this.session, this.clock) = (session, clock);
        var (batch, smallest) = (session.Recipe.Run.BatchSize, session.Network.SmallestTrainingBatch);
        var isProcessor = session.Device.type == TorchSharp.DeviceType.CPU;
        var few = isProcessor && session.Network.Input.IsMap; // rows take milliseconds, and most of it is the loss
        Pictures = Math.Clamp(few ? ProcessorPictures : batch, smallest, Math.Max(batch, smallest));
        saved = SavedState.Of(session.Network, session.Loss);
        session.Network.train();
        session.Loss.train();
    }

    /// <summary>Samples of a trial.</summary>
    public int Pictures { get; }

    /// <summary>Takes one step in a precision.</summary>
    /// <returns>Its seconds.</returns>
    public double Seconds(bool isBFloat16)
    {
        var run = session.Recipe.Run;
        var classes = Math.Max(1, session.ClassCount);
        var labels = Enumerable.Range(0, Pictures).Select(index => (long)(index % classes)).ToArray();
        using var stepping = new TrainingStep(
            session.Network, session.Loss, session.Optimizer, run, session.Device, isBFloat16);
        using var batch = new SampleBatch(
            session.Samples.Noise(Pictures, session.Device, run.IsChannelsLast),
            tensor(labels, device: session.Device),
            []);
        var start = clock.GetTimestamp();
        _ = stepping.Accumulate(batch);
        _ = stepping.Clip(); // waits for the device
        session.Optimizer.ZeroGradients();
        return clock.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => saved.Dispose();
}
