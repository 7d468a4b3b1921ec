using System.Security.Cryptography;
using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Models;
using NormFace.Networks;
using NormFace.TestKit;
using NormFace.Weights;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NormFace.Import;

public sealed class WeightImportTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-import-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Old_shapes_of_Caffe_lose_the_axes_of_length_one_before_the_others()
    {
        using var scope = NewDisposeScope();
        using var network = Sequential(("conv", Conv2d(1, 2, 1)), ("relu", PReLU(2)), ("fc", Linear(3, 2)));
        var weights = new ForeignWeights(WeightForm.Caffe,
        [
            Numbers("conv.weight", [2, 1, 1, 1], 1, 2),
            Numbers("conv.bias", [1, 1, 1, 2], 3, 4),
            Numbers("relu.weight", [1, 1, 1, 2], 5, 6),
            Numbers("fc.weight", [1, 1, 2, 3], 1, 2, 3, 4, 5, 6), Numbers("fc.bias", [2], 7, 8),
        ]);

        WeightImport.Into(network, weights, "file");

        var held = network.state_dict();
        Assert.Equal([3f, 4f], held["conv.bias"].data<float>().ToArray());
        Assert.Equal([1f, 2, 3, 4, 5, 6], held["fc.weight"].data<float>().ToArray());
        Assert.Throws<InvalidDataException>(() =>
            WeightImport.Into(network, weights with { Form = WeightForm.Torch }, "file"));
    }

    [Fact]
    public void Shapes_that_differ_in_more_than_leading_ones_are_refused()
    {
        using var scope = NewDisposeScope();
        using var network = Sequential(("fc", Linear(3, 2, hasBias: false)));
        var weights = new ForeignWeights(WeightForm.Caffe, [Numbers("fc.weight", [1, 1, 3, 2], 1, 2, 3, 4, 5, 6)]);

        var error = Assert.Throws<InvalidDataException>(() => WeightImport.Into(network, weights, "file"));
        Assert.Contains("fc.weight ([3, 2] in place of [2, 3])", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_to_ignore_are_whole_names()
    {
        using var scope = NewDisposeScope();
        using var network = Sequential(("fc", Linear(1, 1, hasBias: false)));
        var weights = new ForeignWeights(
            WeightForm.Torch,
            [
                Numbers("fc.weight", [1, 1], 1),
                Numbers("fc6.weight", [1], 2),
                Numbers("fc6.bias", [1], 2),
                Numbers("scale", [], 2)]);

        WeightImport.Into(network, weights, "file", ["fc6", "scale"]);

        var error = Assert.Throws<InvalidDataException>(() => WeightImport.Into(network, weights, "file", ["fc"]));
        Assert.Contains(
            "Missing: fc.weight. Not in the network: fc6.weight, fc6.bias, scale.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity)]
    public void Numbers_that_are_not_finite_are_refused_by_name(float number)
    {
        using var scope = NewDisposeScope();
        using var network = Sequential(("fc", Linear(1, 1)));
        var weights = new ForeignWeights(
            WeightForm.Torch, [Numbers("fc.weight", [1, 1], number), Numbers("fc.bias", [1], float.MaxValue)]);

        var error = Assert.Throws<InvalidDataException>(() => WeightImport.Into(network, weights, "file"));
        Assert.Contains("NaN or infinity in fc.weight.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_network_takes_its_own_weights_from_a_safetensors_file() => TensorLeak.None(() =>
    {
        using var scope = NewDisposeScope();
        var (source, place) = (Path.Combine(folder.FullName, "bare"), Path.Combine(folder.FullName, "model"));
        var options = new DigitOptions { FeatureSize = 4, Seed = 3 };
        using var network = PlannedBackbone.Create("lenet", options);
        SafetensorsFile.Write(source, StateDict.Save(network));
        var told = new Told();

        var header = WeightImport.Run(source, place, new ImportOptions
        {
            Network = "lenet",
            Options = options with { Seed = 4 },
            Contract = published => published with { Mean = 1 },
            Licence = "MIT",
            Notes = "n",
        }, told);
        using var trained = TrainedNetwork.Read(place);

        Assert.Equal(
            (1, "MIT", "n", "bare"),
            (header.Contract!.Mean, header.Licence, header.Provenance.Notes, header.Provenance.SourceFile));
        Assert.Equal(ModelFile.ReadHeader(place).Contract, header.Contract);
        Assert.All(
            network.state_dict(),
            entry => Assert.True(entry.Value.IsSameAs(trained.Network.state_dict()[entry.Key]), entry.Key));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(source))), header.Provenance.SourceSha256);
        Assert.Equal(new FileInfo(source).Length, told.Last);
    });

    [Fact]
    public void A_contract_for_other_pixels_is_refused_before_the_file_is_read()
    {
        var options = new ImportOptions { Network = "lenet", Contract = published => published with { Height = 30 } };

        var error = Assert.Throws<ArgumentException>(() => WeightImport.Run("absent", "model", options));
        Assert.Contains("28x28 pixels of 1 channels", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            WeightImport.Run("absent", "model", new ImportOptions { Network = "resnet" }));
        Assert.Throws<FileNotFoundException>(() =>
            WeightImport.Run("absent", "model", new ImportOptions { Network = "lenet" }));
    }

    private static StoredTensor Numbers(string name, long[] shape, params float[] values) =>
        new(name, StoredType.F32, shape, values.SelectMany(BitConverter.GetBytes).ToArray());

    private sealed class Told : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value) => Last = value;
    }
}
