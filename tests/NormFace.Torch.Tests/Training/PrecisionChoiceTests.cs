using Xunit;

namespace NormFace.Training;

public sealed class PrecisionChoiceTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("normface-precision-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(1.0, 1.2, false)]
    [InlineData(1.0, 0.95, false)]
    [InlineData(1.0, 0.5, true)]
    public void The_precision_is_the_one_whose_steps_took_less_time(double full, double mixed, bool isBFloat16Faster)
    {
        Assert.SkipUnless(Native.Autocast.IsPresent, "libtorch offers no bfloat16 here.");
        using var session = TrainingSession.Create(SmallRun.Recipe("run.precision=fastest"));

        // The clock is read twice a step: full and mixed precision take turns.
        Assert.Equal(isBFloat16Faster, PrecisionChoice.IsBFloat16Faster(session, new TurnClock(full, mixed)));
    }

    [Fact]
    public void A_trial_moves_neither_weights_nor_statistics()
    {
        using var session = TrainingSession.Create(SmallRun.Recipe("run.precision=fastest"));
        var before = session.Network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        _ = PrecisionChoice.IsBFloat16(session);

        Assert.All(
            session.Network.state_dict(),
            entry => Assert.True(entry.Value.bytes.SequenceEqual(before[entry.Key].bytes), entry.Key));
    }

    [Fact]
    public void A_resumed_run_keeps_the_precision_that_it_was_begun_in()
    {
        foreach (var isBFloat16 in new[] { true, false })
        {
            Assert.SkipUnless(Native.Autocast.IsPresent, "libtorch offers no bfloat16 here.");
            var recipe = SmallRun.Recipe("run.precision=fastest", "run.steps=4", "run.checkpointEvery=2");
            var path = Path.Combine(root, isBFloat16.ToString());
            using (var folder = RunFolder.Open(path, recipe, isResumed: false))
            using (var session = TrainingSession.Create(recipe))
            {
                session.IsBFloat16 = isBFloat16;
                new Trainer(session).Run(folder, TestContext.Current.CancellationToken);
            }

            using var again = RunFolder.Open(path, recipe, isResumed: true);
            using var resumed = TrainingSession.Create(recipe);
            resumed.IsBFloat16 = !isBFloat16;
            new Trainer(resumed).Run(again, TestContext.Current.CancellationToken);

            Assert.Equal(isBFloat16, resumed.IsBFloat16);
        }
    }

    private sealed class TurnClock(double full, double mixed) : TimeProvider
    {
        private long now;
        private int reads;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp()
        {
            var isEnd = reads % 2 == 1;
            var isMixed = reads / 2 % 2 == 1;
            reads++;
            return now += isEnd ? (long)(1000 * (isMixed ? mixed : full)) : 0;
        }
    }
}
