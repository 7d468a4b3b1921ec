using System.Text.Json.Nodes;
using NormFace.Benches;
using NormFace.Conversion;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Logs;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Recipes;
using NormFace.Settings;
using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Training;

/// <summary>Training on files of features: what is read, what is learned, what is refused.</summary>
public sealed class FeatureTrainingTests : IDisposable
{
    private const int Size = 12, Identities = 10, RowsEach = 8;

    private readonly string root = Directory.CreateTempSubdirectory("normface-features-").FullName;

    public FeatureTrainingTests() => Write("x", first: 0);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Every_row_of_a_batch_is_the_row_of_the_file_with_its_label()
    {
        using var session = TrainingSession.Create(Recipe());
        var file = FeatureFile.Read(Path.Combine(root, "x.safetensors"));
        using var loader = session.CreateLoader(firstBatch: 0);
        var seen = new HashSet<int>();
        for (var number = 0; number < Identities * RowsEach / 8; number++)
        {
            using var batch = loader.Next(CPU, cancellation: TestContext.Current.CancellationToken);
            var (values, labels) = (batch.Input.data<float>().ToArray(), batch.Labels.data<long>().ToArray());
            for (var place = 0; place < labels.Length; place++)
            {
                var row = batch.Indices[place];
                Assert.Equal(file.Row(row).ToArray(), values[(place * Size)..((place + 1) * Size)]);
                Assert.Equal(file.Names[row].Split('/')[0], session.Identities.IdentityOf((int)labels[place]));
                Assert.True(seen.Add(row));
            }
        }

        Assert.Equal(Identities * RowsEach, seen.Count);
        TensorLeak.None(() => loader.Next(CPU).Dispose());
    }

    [Theory]
    [InlineData("network.name=linear")]
    [InlineData(
        """network={"name":"mlp","options":{"hidden":[16,16],"residual":true,"dropoutRate":0.3,"featureSize":6}}""")]
    [InlineData("loss=[{\"name\":\"adaface\"},{\"name\":\"center\",\"weight\":0.01}]", "run.picturesPerIdentity=2")]
    [InlineData("holdOut={\"share\":0.3,\"every\":3}", "run.precision=bfloat16", "run.lossPrecision=bfloat16")]
    [InlineData("run.lossPrecision=fastest", "run.accumulate=2")]
    public void A_run_stopped_anywhere_and_resumed_ends_in_the_same_bytes(params string[] changes)
    {
        var recipe = Recipe(changes);
        var whole = Train("whole", recipe, null);
        Train("parts", recipe, stopAfter: 3);
        Train("parts", recipe, stopAfter: 11);
        var parts = Train("parts", recipe, null);

        if (!changes.Contains("run.lossPrecision=fastest")) // two trials may differ, one and its resumption not
        {
            Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(parts));
        }

        var header = ModelFile.ReadHeader(parts);
        Assert.Equal((null, Size), (header.Contract, header.InputSize));
    }

    [Fact]
    public void What_is_learned_from_one_noise_holds_for_other_people_and_the_model_embeds_them()
    {
        Write("other", first: 50);
        var model = Train("run", Recipe("run.steps=200"), null);
        using var trained = TrainedNetwork.Read(model);
        using var network = new TorchFeatures(trained);
        using var source = FeatureSource.Open(Path.Combine(root, "other.safetensors"));

        var embedded = FeatureEmbedder.Embed(
            network, source, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([.. source.Entries.Select(entry => entry.Path)], embedded.Names);
        Assert.True(
            ErrorOf(embedded) < 0.6 * ErrorOf(FeatureFile.Read(source.Location)),
            $"{ErrorOf(embedded)} against {ErrorOf(FeatureFile.Read(source.Location))}");

        static double ErrorOf(FeatureSet features) =>
            HeldOutFigures.Of(features.Normalize(), 0.1).EqualErrorRate;
    }

    [Fact]
    public void Identities_are_excluded_held_out_and_kept_apart_as_those_of_pictures()
    {
        Write("y", first: 0);
        File.WriteAllText(Path.Combine(root, "list.txt"), "1\n2\n99\n");
        using var session = TrainingSession.Create(Recipe(
            """data.sources=[{"path":"x.safetensors","exclude":{"list":"list.txt"}},{"path":"y.safetensors"}]""",
            "holdOut={\"share\":0.25}"));

        Assert.Equal((2 * Identities) - 2, session.ClassCount + session.HeldOutCount);
        Assert.Equal(["0/99"], session.UnknownExclusions);
        Assert.Equal(["0/1", "0/2"], session.RemovedIdentities.Select(removed => removed.Identity));

        using var shared = TrainingSession.Create(Recipe(
            """data.sources=[{"path":"x.safetensors","prefix":""},{"path":"y.safetensors","prefix":""}]"""));
        Assert.Equal((Identities, 2 * Identities * RowsEach), (shared.ClassCount, shared.PictureCount));
    }

    [Theory]
    [InlineData("network.options.inputSize=5", "must hold rows of 5 numbers")]
    [InlineData("data.augmentation.mirror=true", "data.augmentation must be omitted")]
    [InlineData("data.contract={\"width\":4,\"height\":4}", "data.contract must be omitted")]
    [InlineData("network={\"name\":\"compact\"}", "must be pictures for compact")]
    [InlineData("data.sources.0.path=none.npy", "was not found at")]
    [InlineData("data.sources.0.labels=none.txt", "data.sources.labels")]
    [InlineData("data.sources={\"synthetic\":{\"identities\":4,\"pictures\":4}}", "must hold features")]
    public void What_does_not_go_with_features_is_refused_by_its_key(string change, string said)
    {
        var told = Assert.Throws<SettingException>(() => TrainingSession.Create(Recipe(change)).Dispose()).Message;

        Assert.Contains(said, told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_is_told_with_row_and_file()
    {
        var values = new float[Size * 4];
        Array.Fill(values, 1);
        values[Size] = float.NaN;
        FeatureFile.WriteNpy(Path.Combine(root, "bad.npy"), values, Size);
        File.WriteAllText(Path.Combine(root, "bad.labels.txt"), "a\na\nb\nb\n");

        var told = Assert.Throws<SettingException>(
            () => TrainingSession.Create(Recipe("data.sources.0.path=bad.npy"))).Message;

        Assert.Contains(
            "bad.npy: Every row must be finite and have a direction, but row 1 ('a/1') holds NaN.",
            told,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fine_tuning_starts_from_a_model_of_rows()
    {
        var first = Train("first", Recipe(), null);
        using var session = TrainingSession.Create(Recipe($"network={{\"start\":\"{first}\"}}"));

        using var trained = TrainedNetwork.Read(first);
        Assert.True(session.Network.state_dict()["embedding.weight"]
            .allclose(trained.Network.state_dict()["embedding.weight"], 0, 0));
    }

    [Fact]
    public void The_tail_of_a_model_learns_on_rows_and_its_head_stays_as_it_was()
    {
        var whole = Path.Combine(root, "whole.safetensors");
        RandomModel.Write(whole, NetworkCatalogue.Default.Find("mlp"), new MultilayerPerceptronOptions
        {
            InputSize = Size,
            Hidden = [16, Size],
            FeatureSize = 6,
        });
        var (head, tail) = ModelParts.Cut(ModelFile.Read(whole), "hidden2.prelu", whole);
        ModelFile.Write(Path.Combine(root, "tail.safetensors"), tail.Header, tail.Tensors);
        var recipe = Recipe("network={\"start\":\"tail.safetensors\"}", "run.steps=100", "schedule.rate=0.02");

        var trained = ModelFile.Read(Train("run", recipe, null));

        var losses = new JsonLines(Path.Combine(root, "run", "log.jsonl")).Read<TrainingPoint>()
            .Select(point => point.Loss).ToArray();
        Assert.True(losses[^1] < 0.7 * losses[0], $"{losses[0]} to {losses[^1]}");
        var joined = ModelParts.Join(head, trained);
        Assert.Equal(["embedding.weight"], trained.Tensors.Select(tensor => tensor.Name).Order());
        Assert.Equal(Size, joined.Header.InputSize);
        Assert.All(head.Tensors, tensor => Assert.Equal(
            tensor.Bytes.ToArray(), joined.Tensors.Single(other => other.Name == tensor.Name).Bytes.ToArray()));
    }

    // A voice of four numbers that repeats, under a noise that is far louder and lies in the other eight.
    private void Write(string name, int first)
    {
        var random = new Random(first + 1);
        var (values, names) = (new List<float>(), new List<string>());
        for (var identity = first; identity < first + Identities; identity++)
        {
            float[] voice = [.. Enumerable.Range(0, 4).Select(_ => random.NextSingle() - 0.5f)];
            for (var row = 0; row < RowsEach; row++)
            {
                values.AddRange(voice.Select(value => value + (0.1f * (random.NextSingle() - 0.5f))));
                values.AddRange(Enumerable.Range(0, Size - 4).Select(_ => 2 * (random.NextSingle() - 0.5f)));
                names.Add(FormattableString.Invariant($"{identity}/{row}"));
            }
        }

        FeatureFile.Write(Path.Combine(root, name + ".safetensors"), new FeatureSet([.. values], names));
    }

    private string Train(string name, Recipe recipe, int? stopAfter)
    {
        using var folder = RunFolder.Open(Path.Combine(root, name), recipe, isResumed: true);
        using var session = TrainingSession.Create(recipe);
        using var stop = new CancellationTokenSource();
        var observer = new TrainingObserver
        {
            Judge = HeldOutFigures.Of,
            Stepped = step =>
            {
                if (step == stopAfter)
                {
                    stop.Cancel();
                }
            },
        };
        try
        {
            new Trainer(session, observer).Run(folder, stop.Token);
        }
        catch (OperationCanceledException) when (stopAfter is not null)
        {
        }

        return folder.ModelPath;
    }

    private Recipe Recipe(params string[] changes)
    {
        var source = (JsonObject)JsonNode.Parse(
            """
            {
              "name": "rows", "seed": 3, "data": { "sources": [{ "path": "x.safetensors" }] },
              "network": { "name": "linear", "options": { "featureSize": 6 } },
              "loss": { "name": "normalized-softmax", "scale": { "learned": 10 } },
              "schedule": { "rate": 0.05, "shape": "cosine", "warmUp": 2 },
              "run": { "steps": 20, "batch": 8, "logEvery": 5, "checkpointEvery": 5 }
            }
            """)!;
        foreach (var change in changes)
        {
            RecipeFile.Apply(source, change);
        }

        return Recipes.Recipe.Read(source, root, Synthesis.LabRecipes.Catalogue);
    }
}
