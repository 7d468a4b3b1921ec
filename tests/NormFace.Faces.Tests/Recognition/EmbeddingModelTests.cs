using NormFace.Export;
using NormFace.Extraction;
using NormFace.Graphs;
using NormFace.Models;
using NormFace.Onnx;
using NormFace.Pictures;
using Xunit;

namespace NormFace.Recognition;

public sealed class EmbeddingModelTests : IDisposable
{
    private static readonly PixelContract Contract = new(
        4, 3, ChannelOrder.Bgr, 100, 0.01, "none", PictureCrop.Whole(4, 3));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, false), InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public void The_shipped_model_gives_the_same_features_from_its_file_and_from_what_export_made_of_it(
        bool takesBytes, bool givesUnitVectors)
    {
        var options = new ExportOptions
        {
            TakesBytes = takesBytes,
            GivesUnitVectors = givesUnitVectors,
            UsesPRelu = takesBytes,
        };
        File.WriteAllBytes(folder["m.onnx"], OnnxExport.Model(SharedFaces.Model, options));
        using var model = EmbeddingModel.Open(SharedFaces.Model);
        using var exported = EmbeddingModel.Open(folder["m.onnx"]);
        var pixels = Pixels(3 * model.Contract.ByteCount, 1);

        var (wanted, given) = (model.Features(pixels), exported.Features(pixels));

        Assert.Equal(model.Contract, exported.Contract);
        Assert.Equal((model.FeatureSize, model.Licence), (exported.FeatureSize, exported.Licence));
        for (var row = 0; row < 3; row++)
        {
            var expected = wanted.AsSpan(row * model.FeatureSize, model.FeatureSize).ToArray();
            var length = Math.Sqrt(expected.Sum(value => (double)value * value));
            Assert.All(expected.Zip(given.AsSpan(row * model.FeatureSize, model.FeatureSize).ToArray()), pair =>
                Assert.Equal(pair.First / length, givesUnitVectors ? pair.Second : pair.Second / length, 1e-5));
        }
    }

    [Fact]
    public async Task Several_threads_get_what_one_gets()
    {
        using var model = EmbeddingModel.Open(SharedFaces.Model);
        var pixels = Enumerable.Range(0, 4).Select(seed => Pixels(model.Contract.ByteCount, seed)).ToArray();
        var alone = pixels.Select(picture => model.Features(picture)).ToArray();

        var runs = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(run => Task.Run(() => model.Features(pixels[run % 4]))));

        Assert.All(
            runs.Select((features, run) => (features, run)), pair => Assert.Equal(alone[pair.run % 4], pair.features));
    }

    [Theory]
    [InlineData("nchw"), InlineData("nhwc")]
    public void A_foreign_network_is_fed_by_its_contract_channel_by_channel(string layout)
    {
        WriteForeign(layout, $$"""{ "contract": {{Text}}, "layout": "{{layout}}", "output": "f", "licence": "ours" }""");
        using var model = EmbeddingModel.Open(folder["f.onnx"]);
        var pixels = Pixels(2 * Contract.ByteCount, 5);

        var features = model.Features(pixels);

        Assert.Equal((36, "ours"), (model.FeatureSize, model.Licence));
        for (var index = 0; index < features.Length; index++)
        {
            var (picture, inner) = (index / 36, index % 36);
            // The network only flattens what it is given.
            var source = layout == "nhwc" ? inner : (inner % 12 * 3) + (inner / 12);
            Assert.Equal((pixels[(picture * 36) + source] - 100) * 0.01, features[index], 1e-5);
        }
    }

    [Fact]
    public void A_foreign_network_that_takes_one_picture_at_a_time_is_given_several()
    {
        WriteForeign("nchw", $$"""{ "contract": {{Text}} }""", count: "1");
        using var model = EmbeddingModel.Open(folder["f.onnx"]);
        var pixels = Pixels(3 * Contract.ByteCount, 5);

        var features = model.Features(pixels);

        Assert.Equal(
            pixels.Chunk(Contract.ByteCount).SelectMany(picture => model.Features(picture)),
            features);
    }

    [Theory]
    [InlineData("""{ "contract": CONTRACT, "output": "q" }""", "the output 'q'")]
    [InlineData("""{ "contract": CONTRACT, "colour": "red" }""", "colour")]
    [InlineData("""{ "output": "f" }""", "contract")]
    [InlineData("""{ "contract": CONTRACT, "layout": "nhwc" }""", "[N, 3, 4, 3]")]
    [InlineData("""not json""", "JSON")]
    public void A_contract_that_does_not_fit_is_refused_by_field(string contract, string message)
    {
        WriteForeign("nchw", contract.Replace("CONTRACT", Text, StringComparison.Ordinal));

        Assert.Contains(
            message,
            Assert.Throws<InvalidDataException>(() => EmbeddingModel.Open(folder["f.onnx"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_networks_calibration_is_kept_in_its_contract_and_read_again()
    {
        WriteForeign("nchw", $$"""{ "contract": {{Text}}, "licence": "ours" }""");
        using var shipped = EmbeddingModel.Open(SharedFaces.Model);

        ForeignContract.WriteCalibration(ForeignContract.PathFor(folder["f.onnx"]), shipped.Calibration!);

        using var model = EmbeddingModel.Open(folder["f.onnx"]);
        Assert.Equal(shipped.Calibration!.ToJson().ToJsonString(), model.Calibration!.ToJson().ToJsonString());
        Assert.Equal("ours", model.Licence);
    }

    [Fact]
    public void A_foreign_network_without_a_contract_and_a_file_that_is_no_network_are_told_what_to_do()
    {
        WriteForeign("nchw", "{}");
        File.Delete(folder["f.contract.json"]);
        File.WriteAllBytes(folder["n.onnx"], [1, 2, 3]);

        Assert.Contains(
            "f.contract.json",
            Assert.Throws<InvalidDataException>(() => EmbeddingModel.Open(folder["f.onnx"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "ONNX Runtime says",
            Assert.Throws<InvalidDataException>(() => EmbeddingModel.Open(folder["n.onnx"])).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => EmbeddingModel.Open(folder["none.safetensors"]));
        Assert.Contains(
            "There is no contract at",
            Assert.Throws<FileNotFoundException>(
                () => EmbeddingModel.Open(folder["f.onnx"], contractPath: folder["none.json"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "found a folder",
            Assert.Throws<InvalidDataException>(() => EmbeddingModel.Open(folder.Path)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => EmbeddingModel.Open(SharedFaces.Model, contractPath: folder["f.contract.json"]));
    }

    [Fact]
    public void Bytes_that_are_no_whole_pictures_are_refused()
    {
        using var model = EmbeddingModel.Open(SharedFaces.Model);

        Assert.Contains(
            "whole pictures",
            Assert.Throws<ArgumentException>(() => model.Features(new byte[5])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Features([]));
    }

    [Fact]
    public void A_model_whose_weights_are_missing_or_not_finite_is_refused_by_tensor()
    {
        var whole = ModelFile.Read(SharedFaces.Model);
        ModelFile.Write(
            folder["a.safetensors"],
            whole.Header,
            whole.Tensors.Where(tensor => tensor.Name != "blocks.3.conv.0.weight"));
        var broken = whole.Tensors.Select(tensor => tensor.Name != "conv1.conv.weight" ? tensor
            : new Weights.StoredTensor(
                tensor.Name,
                tensor.Type,
                tensor.Shape,
                Enumerable.Repeat((byte)0xFF, (int)tensor.Bytes.Length).ToArray()));
        ModelFile.Write(folder["b.safetensors"], whole.Header, broken);

        Assert.Contains(
            "blocks.3.conv.0.weight",
            Assert.Throws<InvalidDataException>(() => EmbeddingModel.Open(folder["a.safetensors"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "conv1.conv.weight",
            Assert.Throws<InvalidDataException>(() => EmbeddingModel.Open(folder["b.safetensors"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_mirror_merges_are_those_of_features_of_both_pictures()
    {
        using var model = EmbeddingModel.Open(SharedFaces.Model);
        var pixels = Pixels(model.Contract.ByteCount, 8);
        var turned = new byte[pixels.Length];
        for (var index = 0; index < pixels.Length; index++)
        {
            var width = model.Contract.Width;
            var (row, column, channel) = (index / 3 / width, index / 3 % width, index % 3);
            turned[(3 * ((row * width) + width - 1 - column)) + channel] = pixels[index];
        }

        var (front, mirror) = (model.Features(pixels), model.Features(turned));

        Assert.Equal(
            front.Zip(mirror, (one, other) => one + other),
            MirroredFeatures.Of(model, pixels, Embeddings.MirrorMerge.Sum));
        Assert.Equal(front.Zip(mirror, Math.Max), MirroredFeatures.Of(model, pixels, Embeddings.MirrorMerge.Max));
        Assert.Equal([.. front, .. mirror], MirroredFeatures.Of(model, pixels, Embeddings.MirrorMerge.Concat));
        Assert.Equal(mirror, MirroredFeatures.Of(model, pixels, Embeddings.MirrorMerge.Only));
    }

    [Fact]
    public void Tensors_in_files_of_their_own_are_read_beside_the_model_only()
    {
        var here = $"{Guid.NewGuid():N}.data"; // in the current folder, where ONNX Runtime looks by itself
        Directory.CreateDirectory(folder["model"]);
        File.WriteAllText(folder["model/f.contract.json"], $$"""{ "contract": {{Text}} }""");
        File.WriteAllBytes(here, Weights(2));
        File.WriteAllBytes(folder["outside.data"], Weights(2));
        File.WriteAllBytes(folder["model/w.data"], Weights(3));
        File.CreateSymbolicLink(folder["model/link.data"], folder["outside.data"]);
        try
        {
            WriteExternal("w.data");
            using (var model = EmbeddingModel.Open(folder["model/f.onnx"]))
            {
                var pixels = Pixels(36, 1);
                Assert.Equal(3 * (pixels[0] - 100f) * 0.01f, model.Features(pixels)[0], 1e-5f);
            }

            var bytes = File.ReadAllBytes(folder["model/f.onnx"]);
            Assert.Throws<InvalidDataException>(() => EmbeddingModel.FromOnnx(bytes, folder["model/f.onnx"]));
            foreach (var location in new[] { here, "../outside.data", folder["outside.data"], "link.data" })
            {
                WriteExternal(location);
                Assert.Throws<InvalidDataException>(() => EmbeddingModel.Open(folder["model/f.onnx"]));
                Assert.Throws<InvalidDataException>(
                    () => EmbeddingModel.FromOnnx(File.ReadAllBytes(folder["model/f.onnx"]), folder["model/f.onnx"]));
            }
        }
        finally
        {
            File.Delete(here);
        }

        static byte[] Weights(float value) => [.. Enumerable.Repeat(value, 36).SelectMany(BitConverter.GetBytes)];
    }

    // A product of 36 values with a tensor that lies in another file, in ONNX's format: TensorProto's fields
    // external_data (13) and data_location (14), which our own files never have.
    private void WriteExternal(string location)
    {
        var whole = OnnxWriter.Write(new OnnxModel(
            "toy",
            [new OnnxValue("x", ["N", "3", "3", "4"])],
            [new OnnxValue("f", ["N", "36"])],
            [
                new OnnxNode("Flatten", ["x"], ["flat"], [OnnxAttribute.Of("axis", 1L)]),
                new OnnxNode("Mul", ["flat", "w"], ["f"], []),
            ],
            [new Weights.StoredTensor("w", Weights.StoredType.F32, [36], new byte[144])],
            new Dictionary<string, string>()));
        var model = ModelProto.Parser.ParseFrom(whole);
        byte[] entry = [.. Field(1, "location"u8), .. Field(2, System.Text.Encoding.UTF8.GetBytes(location))];
        byte[] tensor = [0x08, 36, 0x10, 1, .. Field(8, "w"u8), .. Field(13, entry), 0x70, 1];
        model.Graph.Initializer[0] = TensorProto.Parser.ParseFrom(tensor);
        File.WriteAllBytes(folder["model/f.onnx"], Google.Protobuf.MessageExtensions.ToByteArray(model));

        static byte[] Field(int number, ReadOnlySpan<byte> value)
        {
            using var stream = new MemoryStream();
            using (var output = new Google.Protobuf.CodedOutputStream(stream))
            {
                output.WriteTag(number, Google.Protobuf.WireFormat.WireType.LengthDelimited);
                output.WriteBytes(Google.Protobuf.ByteString.CopyFrom(value));
            }

            return stream.ToArray();
        }
    }

    private static string Text => """
        { "width": 4, "height": 3, "channels": "bgr", "mean": 100, "factor": 0.01, "template": "none",
          "crop": { "canvasWidth": 4, "canvasHeight": 3, "left": 0, "top": 0, "width": 4, "height": 3 } }
        """;

    private void WriteForeign(string layout, string contract, string count = "N")
    {
        string[] shape = layout == "nhwc" ? [count, "3", "4", "3"] : [count, "3", "3", "4"];
        File.WriteAllBytes(folder["f.onnx"], OnnxWriter.Write(new OnnxModel(
            "toy",
            [new OnnxValue("x", shape)],
            [new OnnxValue("f", [count, "36"])],
            [new OnnxNode("Flatten", ["x"], ["f"], [OnnxAttribute.Of("axis", 1L)])],
            [],
            new Dictionary<string, string>())));
        File.WriteAllText(folder["f.contract.json"], contract);
    }

    private static byte[] Pixels(int count, int seed)
    {
        var pixels = new byte[count];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }
}
