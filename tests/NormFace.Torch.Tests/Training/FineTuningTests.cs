using NormFace.Conversion;
using NormFace.Recipes;
using NormFace.Settings;
using Xunit;

namespace NormFace.Training;

public sealed class FineTuningTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("normface-fine-tuning-").FullName;

    [Fact]
    public void The_backbone_has_the_bits_of_the_start_model_and_the_head_is_fresh()
    {
        var start = Base();
        using var trained = TrainedNetwork.Read(start);
        using var session = TrainingSession.Create(FineTuning(start));
        using var fresh = TrainingSession.Create(SmallRun.Recipe());

        Assert.All(trained.Network.state_dict(), entry =>
            Assert.Equal(entry.Value.bytes.ToArray(), session.Network.state_dict()[entry.Key].bytes.ToArray()));
        Assert.All(fresh.Loss.state_dict(), entry =>
            Assert.Equal(entry.Value.bytes.ToArray(), session.Loss.state_dict()[entry.Key].bytes.ToArray()));
    }

    [Fact]
    public void A_contract_other_than_the_start_models_is_refused_by_the_part_that_differs()
    {
        var error = Assert.Throws<SettingException>(() =>
            TrainingSession.Create(FineTuning(Base(), "data.contract.mean=0")));

        Assert.Equal("data.contract", error.Key);
        Assert.Contains("mean is 0 instead of 127.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frozen_backbone_keeps_its_weights_while_the_head_learns()
    {
        var start = Base();
        var recipe = FineTuning(start, "network.rate=0");
        using var before = TrainedNetwork.Read(start);
        using var folder = RunFolder.Open(Path.Combine(root, "frozen"), recipe, isResumed: false);
        using var session = TrainingSession.Create(recipe);
        var agents = session.Loss.state_dict().Values.First().bytes.ToArray();

        new Trainer(session).Run(folder, TestContext.Current.CancellationToken);

        Assert.All(before.Network.named_parameters(), entry =>
            Assert.Equal(entry.parameter.bytes.ToArray(), session.Network.get_parameter(entry.name)!.bytes.ToArray()));
        Assert.NotEqual(agents, session.Loss.state_dict().Values.First().bytes.ToArray());
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static Recipe FineTuning(string start, params string[] changes) =>
        SmallRun.Recipe([$"network={{\"start\":\"{start}\"}}", "schedule.rate=0.001", .. changes]);

    private string Base()
    {
        var recipe = SmallRun.Recipe();
        using var folder = RunFolder.Open(Path.Combine(root, "base"), recipe, isResumed: false);
        using var session = TrainingSession.Create(recipe);
        new Trainer(session).Run(folder, TestContext.Current.CancellationToken);
        return folder.ModelPath;
    }
}
