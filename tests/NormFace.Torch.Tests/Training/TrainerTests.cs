using NormFace.Benches;
using NormFace.Logs;
using NormFace.Recipes;
using Xunit;

namespace NormFace.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("normface-trainer-").FullName;

    [Fact]
    public void Two_runs_of_one_seed_end_in_the_same_bytes_and_another_seed_does_not()
    {
        var first = Train("first", SmallRun.Recipe());
        var second = Train("second", SmallRun.Recipe());
        var other = Train("other", SmallRun.Recipe("seed=4"));

        Assert.Equal(File.ReadAllBytes(first.ModelPath), File.ReadAllBytes(second.ModelPath));
        Assert.NotEqual(File.ReadAllBytes(first.ModelPath), File.ReadAllBytes(other.ModelPath));
    }

    [Theory]
    [InlineData("seed=3")]
    [InlineData("loss={\"name\":\"softmax\",\"dropout\":0.4,\"bias\":true}")]
    [InlineData("loss=[{\"name\":\"adaface\"},{\"name\":\"center\",\"weight\":0.01}]")]
    [InlineData("loss={\"name\":\"sphereface\"}")]
    [InlineData("loss={\"name\":\"c-triplet\",\"agents\":{\"mode\":\"in-place\"}}")]
    [InlineData("optimizer={\"name\":\"adamw\"}", "schedule.rate=0.001")]
    [InlineData("run.accumulate=2", "run.clipNorm=0.5")]
    [InlineData("run.picturesPerIdentity=2", "run.precision=bfloat16")]
    [InlineData("holdOut={\"share\":0.25,\"every\":3}", "loss={\"name\":\"softmax\",\"dropout\":0.4}")]
    public void A_run_stopped_anywhere_and_resumed_ends_in_the_same_bytes(params string[] changes)
    {
        var recipe = SmallRun.Recipe(changes);
        var whole = Train("whole", recipe);

        foreach (var stop in new[] { 1, 7, 12, 19 })
        {
            StopAfter(stop, "parts", recipe);
        }

        var parts = Train("parts", recipe, isResumed: true);

        Assert.Equal(File.ReadAllBytes(whole.ModelPath), File.ReadAllBytes(parts.ModelPath));
        Assert.Equal(Figures(whole), Figures(parts));
    }

    [Fact]
    public void A_damaged_last_checkpoint_costs_the_steps_since_the_one_before()
    {
        var recipe = SmallRun.Recipe();
        var whole = Train("whole", recipe);
        StopAfter(12, "parts", recipe);
        using (var folder = RunFolder.Open(Path.Combine(root, "parts"), recipe, isResumed: true))
        {
            var bytes = File.ReadAllBytes(folder.Checkpoints[0]);
            bytes[^5] ^= 1;
            File.WriteAllBytes(folder.Checkpoints[0], bytes);
        }

        var notices = new List<string>();
        var parts = Train("parts", recipe, isResumed: true, notices.Add);

        Assert.Contains(
            notices,
            notice =>
                notice.Contains("step-000000012", StringComparison.Ordinal)
                    && notice.Contains("damaged", StringComparison.Ordinal));
        Assert.Contains("Resumed after step 10.", notices);
        Assert.Equal(File.ReadAllBytes(whole.ModelPath), File.ReadAllBytes(parts.ModelPath));
    }

    [Fact]
    public void The_loss_falls_and_the_log_tells_of_every_interval()
    {
        var folder = Train("run", SmallRun.Recipe("run.steps=60"));

        var points = new JsonLines(folder.LogPath).Read<TrainingPoint>();
        Assert.Equal(Enumerable.Range(1, 12).Select(line => 5L * line), points.Select(point => point.Step));
        Assert.True(points[^1].Loss < points[0].Loss, $"{points[0].Loss} to {points[^1].Loss}");
        Assert.All(points, point => Assert.NotNull(point.Scale));
    }

    [Fact]
    public void Identities_that_are_left_out_are_recorded_and_half_written_files_are_cleared()
    {
        var list = Path.Combine(root, "list.txt");
        File.WriteAllText(list, "id-0003\n");
        var recipe = SmallRun.Recipe($"data.sources.0.exclude={{\"list\":\"{list}\"}}", "run.steps=5");
        StopAfter(2, "run", recipe);
        var torn = Path.Combine(root, "run", "checkpoints", $".step-000000005.safetensors.{Guid.NewGuid():N}.tmp");
        var other = Path.Combine(root, "run", ".notes.tmp");
        File.WriteAllText(torn, "half");
        File.WriteAllText(other, "not ours");

        var folder = Train("run", recipe, isResumed: true);

        Assert.Equal(["id-0003\t6\tExcluded"], File.ReadAllLines(folder.In("left-out.tsv")));
        Assert.False(File.Exists(torn));
        Assert.True(File.Exists(other));
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("log.jsonl")]
    [InlineData("recipe.json")]
    [InlineData(".notes.tmp")]
    [InlineData("checkpoints/step-000000005.safetensors")]
    [InlineData("run.lock/notes.txt")]
    public void A_folder_with_other_files_is_refused_and_nothing_in_it_is_touched(string name)
    {
        var other = Path.Combine(root, "mine", name);
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        File.WriteAllText(other, "{}");
        var before = Directory.GetFileSystemEntries(Path.Combine(root, "mine"), "*", SearchOption.AllDirectories);

        foreach (var isResumed in new[] { false, true })
        {
            var error = Assert.Throws<IOException>(() => Train("mine", SmallRun.Recipe(), isResumed));
            Assert.Contains("must be a run, an empty folder or a new one", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(
            before, Directory.GetFileSystemEntries(Path.Combine(root, "mine"), "*", SearchOption.AllDirectories));
        Assert.Equal("{}", File.ReadAllText(other));
    }

    [Fact]
    public void A_run_that_was_killed_before_its_recipe_was_written_can_be_started()
    {
        Directory.CreateDirectory(Path.Combine(root, "run", "checkpoints"));
        Directory.CreateDirectory(Path.Combine(root, "run", "snapshots"));
        File.WriteAllText(Path.Combine(root, "run", "run.lock"), "");
        var torn = Path.Combine(root, "run", $".recipe.json.{Guid.NewGuid():N}.tmp");
        File.WriteAllText(torn, "{");

        var folder = Train("run", SmallRun.Recipe("run.steps=5"));

        Assert.True(File.Exists(folder.ModelPath));
        Assert.False(File.Exists(torn));
    }

    [Fact]
    public void Snapshots_are_taken_at_the_end_of_the_run()
    {
        var folder = Train("run", SmallRun.Recipe("run.snapshots={\"count\":3,\"every\":4}"));

        Assert.Equal([20, 16, 12], folder.Snapshots.Select(RunFolder.StepOf));
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_not_overwritten()
    {
        Train("run", SmallRun.Recipe());

        var error = Assert.Throws<IOException>(() => Train("run", SmallRun.Recipe()));
        Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_recipe_is_not_resumed_and_the_difference_is_named()
    {
        Train("run", SmallRun.Recipe());

        var error = Assert.Throws<IOException>(() =>
            Train("run", SmallRun.Recipe("schedule.rate=0.06"), isResumed: true));
        Assert.Contains("recipe.schedule.rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_folder_belongs_to_one_process()
    {
        var recipe = SmallRun.Recipe();
        using var held = RunFolder.Open(Path.Combine(root, "run"), recipe, isResumed: false);

        Assert.Contains(
            "in use",
            Assert.Throws<IOException>(() =>
                RunFolder.Open(Path.Combine(root, "run"), recipe, isResumed: true)).Message,
            StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("{ \"name\": "), InlineData("[]"), InlineData("{ \"name\": \"\\ud800\" }")]
    public void A_run_whose_recipe_is_damaged_is_refused_by_its_file(string text)
    {
        Train("run", SmallRun.Recipe());
        File.WriteAllText(Path.Combine(root, "run", "recipe.json"), text);

        var error = Assert.Throws<InvalidDataException>(() => Train("run", SmallRun.Recipe(), isResumed: true));

        Assert.Contains("recipe.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_thousand_steps_keep_tensors_and_memory_flat()
    {
        var recipe = SmallRun.Recipe("run.steps=2000", "run.logEvery=100", "run.checkpointEvery=500");
        var (tensors, bytes) = (new List<long>(), new List<long>());
        using var folder = RunFolder.Open(Path.Combine(root, "long"), recipe, isResumed: false);
        using var session = TrainingSession.Create(recipe);
        var observer = new TrainingObserver
        {
            Stepped = step =>
            {
                if (step % 500 == 250)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    tensors.Add(TorchSharp.torch.Tensor.TotalCount);
                    bytes.Add(System.Diagnostics.Process.GetCurrentProcess().WorkingSet64);
                }
            },
        };

        new Trainer(session, observer).Run(folder, TestContext.Current.CancellationToken);

        Assert.All(tensors, count => Assert.Equal(tensors[0], count));
        // 1,500 steps that kept one picture batch each would keep more
        Assert.True(bytes[^1] - bytes[0] < 30_000_000, string.Join(", ", bytes));
    }

    [Fact]
    public void Estimating_a_run_does_not_change_it()
    {
        var plain = Train("plain", SmallRun.Recipe());
        var recipe = SmallRun.Recipe();
        using var folder = RunFolder.Open(Path.Combine(root, "estimated"), recipe, isResumed: false);
        using var session = TrainingSession.Create(recipe);

        var estimate = RunEstimate.Measure(session);
        new Trainer(session).Run(folder, TestContext.Current.CancellationToken);

        Assert.True(estimate is { SecondsPerStep: > 0, MemoryBytes: > 0, WeightCount: > 0 });
        Assert.Equal(File.ReadAllBytes(plain.ModelPath), File.ReadAllBytes(folder.ModelPath));
    }

    [Fact]
    public void Measuring_on_people_who_are_kept_out_changes_no_weight_and_shows_in_the_log()
    {
        var often = Train("often", SmallRun.Recipe("holdOut={\"share\":0.25,\"every\":3}"));
        var once = Train("once", SmallRun.Recipe("holdOut={\"share\":0.25,\"every\":1000}"));

        Assert.Equal(Weights(often), Weights(once));
        var points = new JsonLines(often.LogPath).Read<TrainingPoint>();
        Assert.Equal(
            [3, 6, 9, 12, 15, 18, 20],
            points.Where(point => point.EqualErrorRate is not null).Select(point => point.Step));
        Assert.All(points, point => Assert.Equal(point.EqualErrorRate is null, point.TrueAcceptRate is null));
        Assert.All(points, point => Assert.InRange(point.EqualErrorRate ?? 0, 0, 1));
        Assert.Equal(
            3,
            File.ReadLines(often.In("left-out.tsv")).Count(line => line.EndsWith("HeldOut", StringComparison.Ordinal)));

        static IEnumerable<byte> Weights(RunFolder folder) =>
            Models.ModelFile.Read(folder.ModelPath).Tensors.SelectMany(tensor => tensor.Bytes.ToArray());
    }

    [Fact]
    public void A_model_knows_whom_it_was_trained_on_and_not_those_kept_out()
    {
        var folder = Train("run", SmallRun.Recipe("holdOut={\"share\":0.25}"));
        var people = Models.TrainedPeople.In(Models.ModelFile.ReadHeader(folder.ModelPath), "run")!;
        var keptOut = File.ReadLines(folder.In("left-out.tsv")).Select(line => line.Split('\t')[0]);
        using var all = TrainingSession.Create(SmallRun.Recipe());

        Assert.Equal(9, people.Count);
        Assert.DoesNotContain(keptOut, people.Contains);
        Assert.Equal(9, all.Identities.Identities.Count(people.Contains));
    }

    [Theory]
    [InlineData("data.minimumPictures=7", "data.minimumPictures must leave at least 2 identities, but 7 leaves 0")]
    [InlineData("holdOut={\"share\":0.9,\"every\":0}", "holdOut.every")]
    public void Data_that_leave_nobody_are_refused_by_the_key_that_leaves_them_out(string change, string expected) =>
        Assert.StartsWith(
            expected,
            Assert.Throws<Settings.SettingException>(() => TrainingSession.Create(SmallRun.Recipe(change))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_flat_folder_of_pictures_is_told_to_become_one_folder_a_person()
    {
        Directory.CreateDirectory(Path.Combine(root, "flat"));
        File.WriteAllText(Path.Combine(root, "flat", "a.jpg"), "x");
        File.WriteAllText(Path.Combine(root, "flat", "b.jpg"), "x");

        var error = Assert.Throws<Settings.SettingException>(() => TrainingSession.Create(
            SmallRun.Recipe($"data.sources={{\"path\":\"{Path.Combine(root, "flat")}\"}}")));

        Assert.Contains(
            "must hold a folder for each identity, as in ID/file.jpg, but all 2 pictures of flat",
            error.Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private RunFolder Train(string name, Recipe recipe, bool isResumed = false, Action<string>? noticed = null)
    {
        using var folder = RunFolder.Open(Path.Combine(root, name), recipe, isResumed);
        using var session = TrainingSession.Create(recipe);
        new Trainer(session, new TrainingObserver { Judge = HeldOutFigures.Of, Noticed = noticed ?? (_ => { }) })
            .Run(folder, TestContext.Current.CancellationToken);
        return folder;
    }

    private void StopAfter(long step, string name, Recipe recipe)
    {
        using var stop = new CancellationTokenSource();
        using var folder = RunFolder.Open(Path.Combine(root, name), recipe, isResumed: true);
        using var session = TrainingSession.Create(recipe);
        var observer = new TrainingObserver
        {
            Judge = HeldOutFigures.Of,
            Stepped = taken => { if (taken == step) { stop.Cancel(); } },
        };

        Assert.Throws<OperationCanceledException>(() => new Trainer(session, observer).Run(folder, stop.Token));
    }

    // Everything but what depends on the clock.
    private static IEnumerable<TrainingPoint> Figures(RunFolder folder) =>
        new JsonLines(folder.LogPath).Read<TrainingPoint>()
        .Select(point => point with { ImagesPerSecond = null, LoaderShare = null, SecondsLeft = null });
}
