using NormFace.Batches;
using NormFace.Native;
using NormFace.Recipes;

namespace NormFace.Training;

/// <summary>
/// Trains a network from a recipe into a run folder, and resumes an interrupted run with bit-identical results.
/// </summary>
/// <remarks>
/// What a step does depends on the recipe, the weights, the optimiser and the step's number, and on nothing else:
/// order, augmentation and dropout are pure functions of seed and step. A checkpoint is therefore weights, optimiser
/// and number. The same bits need the same libtorch, the same kind of processor or GPU and the same number of
/// threads. Dropout draws from the engine's generator, of which a process has one: train one network at a time in a
/// process.
/// </remarks>
/// <param name="session">Data, network, loss and optimiser of a recipe.</param>
/// <param name="observer">Hears of progress and trouble, or null.</param>
/// <param name="clock">Measures speed; default: the system's clock.</param>
public sealed class Trainer(TrainingSession session, TrainingObserver? observer = null, TimeProvider? clock = null)
{
    private readonly RunRecipe run = session.Recipe.Run;
    private readonly TrainingObserver observer = observer ?? new TrainingObserver();
    private readonly LogInterval interval = new(clock ?? TimeProvider.System);

    /// <summary>Runs to the end of the recipe, from the last good checkpoint where the folder holds one.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="cancellationToken">Stops after the step in hand; a checkpoint is written first.</param>
    /// <exception cref="TrainingDivergedException">A number stopped being finite.</exception>
    /// <exception cref="InvalidDataException">More pictures are unreadable than the recipe allows.</exception>
    /// <exception cref="IOException">
    /// Something cannot be read or written; a resumed run loses the steps since the last checkpoint.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was stopped; it can be resumed.</exception>
    public void Run(RunFolder folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Begin();
        folder.RecordLeftOut(session.RemovedIdentities, session.Data.HeldOutCounts);
        var step = Checkpoint.Resume(folder, session, interval, observer);
        if (run.Precision == TrainingPrecision.Fastest)
        {
            observer.Noticed($"Precision: {(PrecisionChoice.IsBFloat16(session) ? "bfloat16" : "float32")}.");
        }

        if (PrecisionChoice.HasBFloat16Products(session) || run.LossPrecision == TrainingPrecision.Fastest)
        {
            var chosen = PrecisionChoice.HasBFloat16Products(session) ? "bfloat16" : "float32";
            observer.Noticed($"Precision of the loss: {chosen}.");
        }

        using var teacher = TeacherFeatures.Of(session, observer, cancellationToken);
        using var loader = session.CreateLoader(firstBatch: step * run.Accumulate);
        using var log = new RunLog(folder, step, clock ?? TimeProvider.System);
        using var stepping = new TrainingStep(
            session.Network, session.Loss, session.Optimizer, run, session.Device, PrecisionChoice.IsBFloat16(session),
            teacher);
        var watch = new RunWatch(session, stepping, log, interval, observer, teacher);
        var heldOut = HeldOutPeople.Of(session, observer);
        using var pause = CollectionPause.Start();
        session.Network.train();
        session.Loss.train();
        interval.Start();

        while (step < run.Steps)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Checkpoint.Write(folder, session, interval, step);
                cancellationToken.ThrowIfCancellationRequested();
            }

            StepSeed.Apply(session.Recipe.Seed, step, session.Device);
            var rate = session.Recipe.Schedule.At(step, run.Steps);
            var loss = 0.0;
            SampleBatch? batch = null;
            for (var part = 0; part < run.Accumulate; part++)
            {
                batch?.Dispose();

                // A step that was begun is finished.
                var wait = part == 0 ? cancellationToken : CancellationToken.None;
                try
                {
                    batch = interval.Wait(() => loader.Next(session.Device, run.IsChannelsLast, wait));
                }
                catch (OperationCanceledException)
                {
                    Checkpoint.Write(folder, session, interval, step);
                    throw;
                }

                loss += stepping.Accumulate(batch) / run.Accumulate;
            }

            using (batch)
            {
                var norm = stepping.Clip();
                session.Guard.Check(step, loss, norm, batch!);
                stepping.Move(rate);
                step++;
                var measured = heldOut?.IsDue(step) == true ? interval.Apart(heldOut.Measure) : null;
                watch.Add(step, loss, norm, rate, batch!, measured);
            }

            Keep(folder, step);
            pause.Breathe();
        }

        session.WriteModel(folder.ModelPath);
        foreach (var error in session.Unreadable.InOrder())
        {
            observer.Noticed($"Skipped: {error.Message}");
        }
    }

    private void Keep(RunFolder folder, long step)
    {
        var left = run.Steps - step;
        if (run.Snapshots is { } snapshots
            && left < (long)snapshots.Count * snapshots.Every && left % snapshots.Every == 0)
        {
            session.WriteModel(folder.SnapshotPath(step));
        }

        if (step % run.CheckpointEvery == 0 || step == run.Steps)
        {
            Checkpoint.Write(folder, session, interval, step);
        }
    }
}
