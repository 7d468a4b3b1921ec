using System.Text.Json.Nodes;
using NormFace.Backbones;
using NormFace.Extraction;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Recognition;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Conversion;

/// <summary>Models that are cut and joined, judged by the whole in both engines.</summary>
public sealed class ModelPartsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-parts-");

    public static TheoryData<string, string> Cuts => new()
    {
        { "mobilenet", "conv_pw_11_bn/Relu" },
        { "mobilenet", "conv_dw_13_bn/Relu" },
        { "lenet++", "pool1" },
        { "mlp", "hidden1.prelu" },
    };

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Cuts))]
    public void Parts_that_were_not_trained_join_to_the_bytes_of_the_whole(string name, string layer)
    {
        Cut(name, layer);

        var joined = ModelParts.Join(ModelFile.Read(Place("head")), ModelFile.Read(Place("tail")));
        ModelFile.Write(Place("joined"), joined.Header, joined.Tensors);

        Assert.Equal(File.ReadAllBytes(Place("whole")), File.ReadAllBytes(Place("joined")));
    }

    [Theory, MemberData(nameof(Cuts))]
    public void The_tail_makes_of_what_the_head_gives_what_the_whole_gives(string name, string layer)
    {
        Cut(name, layer);
        var takesPictures = ModelFile.ReadHeader(Place("whole")).Contract is not null;

        // Not to the bit: the order of sums depends on how a map lies in memory, and on what an engine merges.
        foreach (var engine in new[] { "libtorch", "ONNX Runtime" })
        {
            var whole = takesPictures ? OfPictures(engine, "whole") : OfRows(engine, "whole", Numbers(30));
            var between = takesPictures ? OfPictures(engine, "head") : OfRows(engine, "head", Numbers(30));
            var tail = OfRows(engine, "tail", between);

            Assert.NotEmpty(whole);
            Assert.All(
                whole.Zip(tail), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * (1 + Math.Abs(pair.First))));
        }
    }

    [Fact]
    public void The_tail_keeps_what_was_measured_on_the_whole_and_the_head_only_whom_it_knows()
    {
        Cut("lenet++", "pool1");
        var whole = ModelFile.Read(Place("whole"));
        var further = new JsonObject
        {
            [TrainedPeople.FieldName] = TrainedPeople.Of(["anna"]).ToText(),
            ["threshold"] = 0.4,
        };

        var (head, tail) = ModelParts.Cut(
            whole with { Header = whole.Header with { Further = further } }, "pool1", "whole");

        Assert.Equal([TrainedPeople.FieldName], head.Header.Further.Select(field => field.Key));
        Assert.True(JsonNode.DeepEquals(further, tail.Header.Further));
        Assert.True(JsonNode.DeepEquals(further, ModelParts.Join(head, tail).Header.Further));
    }

    [Fact]
    public void Parts_that_do_not_fit_are_refused_with_what_differs()
    {
        Cut("lenet++", "pool1");
        var whole = ModelFile.Read(Place("whole"));
        var (head, tail) = ModelParts.Cut(whole, "pool1", "whole");
        var (_, later) = ModelParts.Cut(whole, "pool2", "whole");
        var (_, other) = ModelParts.Cut(OfSize(4), "pool1", "other");

        Refused("ends at 'pool1', and the tail begins at 'pool2'", head, later);
        Refused("ends with the network itself, and the tail begins at 'pool1'", whole, tail);
        Refused("\"featureSize\":4", head, other);
        Assert.Contains(
            "'pool9' is none. Possible: conv1, prelu1,",
            Assert.Throws<ArgumentException>(() => ModelParts.Cut(whole, "pool9", "whole")).Message,
            StringComparison.Ordinal);

        static void Refused(string expected, ModelFile first, ModelFile second) => Assert.Contains(
            expected,
            Assert.Throws<ArgumentException>(() => ModelParts.Join(first, second)).Message,
            StringComparison.Ordinal);
    }

    private ModelFile OfSize(int size)
    {
        RandomModel.Write(
            Place("other"), NetworkCatalogue.Default.Find("lenet++"), new DigitOptions { FeatureSize = size });
        return ModelFile.Read(Place("other"));
    }

    private float[] OfPictures(string engine, string part)
    {
        using var trained = TrainedNetwork.Read(Place(part));
        using var torch = new TorchEmbedding(trained);
        using var light = EmbeddingModel.Open(Place(part), threads: 1);
        var pixels = new byte[3 * torch.Contract.ByteCount];
        new Random(7).NextBytes(pixels);
        return engine == "libtorch" ? torch.Features(pixels) : light.Features(pixels);
    }

    private float[] OfRows(string engine, string part, float[] rows)
    {
        using var trained = TrainedNetwork.Read(Place(part));
        using var torch = new TorchFeatures(trained);
        using var light = FeatureModel.Open(Place(part), threads: 1);
        return engine == "libtorch" ? torch.Features(rows) : light.Features(rows);
    }

    private static float[] Numbers(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private void Cut(string name, string layer)
    {
        RandomModel.Write(Place("whole"), NetworkCatalogue.Default.Find(name), SmallBackbones.Options(name));
        var (head, tail) = ModelParts.Cut(ModelFile.Read(Place("whole")), layer, "whole");
        ModelFile.Write(Place("head"), head.Header, head.Tensors);
        ModelFile.Write(Place("tail"), tail.Header, tail.Tensors);
    }

    private string Place(string name) => Path.Combine(folder.FullName, name + ".safetensors");
}
