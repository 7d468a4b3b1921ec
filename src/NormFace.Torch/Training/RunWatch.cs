using NormFace.Batches;
using NormFace.Distillation;
using NormFace.Logs;

namespace NormFace.Training;

/// <summary>Writes a line of the log every few steps, and says what is sick.</summary>
internal sealed class RunWatch(
    TrainingSession session,
    TrainingStep stepping,
    RunLog log,
    LogInterval interval,
    TrainingObserver observer,
    Teacher? teacher = null)
{
    private readonly HeadFigures figures = new(session.Loss);
    private readonly SicknessWatch sickness = session.CreateSicknessWatch();

    /// <summary>Adds a step that was taken, with what was measured after it on people kept out; null if nothing
    /// was.</summary>
    public void Add(
        long step,
        double loss,
        double gradientNorm,
        double rate,
        SampleBatch batch,
        (double EqualErrorRate, double TrueAcceptRate)? measured)
    {
        var run = session.Recipe.Run;
        interval.Add(loss, run.BatchSize * run.Accumulate);
        observer.Stepped(step);
        if (step % run.LogEvery != 0 && step != run.Steps && measured is null)
        {
            return;
        }

        var point = Point(step, gradientNorm, rate, batch) with
        {
            EqualErrorRate = measured?.EqualErrorRate,
            TrueAcceptRate = measured?.TrueAcceptRate,
        };
        log.Add(point);
        observer.Logged(point);
        foreach (var found in sickness.Look(point))
        {
            observer.Noticed($"Step {step}: {found}");
        }

        interval.Restart();
    }

    private TrainingPoint Point(long step, double gradientNorm, double rate, SampleBatch batch)
    {
        var run = session.Recipe.Run;
        var (observation, agentCosine) = figures.Observe(stepping.Features!, batch.Labels);
        var speed = interval.PicturesPerSecond;
        return new TrainingPoint(step, interval.MeanLoss)
        {
            Epoch = (double)step * run.BatchSize * run.Accumulate / session.Samples.Labels.Count,
            Floor = session.Loss.Floor,
            LearningRate = rate,
            GradientNorm = gradientNorm,
            Scale = observation?.Scale,
            OwnCosine = observation?.MeanOwnCosine,
            HardestCosine =
                observation is { MeanHardestCosine: var hardest } && double.IsFinite(hardest) ? hardest : null,
            FeatureNorm = observation?.MeanFeatureNorm,
            AgentCosine = agentCosine,
            TeacherCosine = teacher?.MeanCosine(stepping.Features!, batch.Indices),
            ImagesPerSecond = speed,
            LoaderShare = interval.LoaderShare,
            SecondsLeft = (run.Steps - step) * (double)run.BatchSize * run.Accumulate / speed,
        };
    }
}
