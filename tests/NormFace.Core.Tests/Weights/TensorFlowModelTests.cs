using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace NormFace.Weights;

public sealed class TensorFlowModelTests : IDisposable
{
    private readonly WeightFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Quantised_numbers_are_read_by_the_formula_of_the_converter()
    {
        var half = MemoryMarshal.AsBytes<Half>([(Half)1.5f, (Half)(-0.25f)]);
        byte[] shard = [0, 255, 0x34, 0x12, .. half, .. BitConverter.GetBytes(2.5f)];
        Manifest(
            """
            { "name": "a", "shape": [2], "dtype": "float32",
              "quantization": {"dtype": "uint8", "scale": 0.5, "min": -3} },
            { "name": "b", "shape": [1], "dtype": "float32",
              "quantization": {"dtype": "uint16", "scale": 2, "min": 1} },
            { "name": "c", "shape": [2], "dtype": "float32", "quantization": {"dtype": "float16"} },
            { "name": "d", "shape": [1, 1], "dtype": "float32" }
            """,
            shard);

        var tensors = Read().ToDictionary(tensor => tensor.Name, tensor => MemoryMarshal.Cast<byte, float>(
            tensor.Bytes.Span).ToArray());

        Assert.Equal([-3, 124.5f], tensors["a"]); // 0 * 0.5 - 3, 255 * 0.5 - 3
        Assert.Equal([9321], tensors["b"]); // 0x1234 = 4660
        Assert.Equal([1.5f, -0.25f], tensors["c"]);
        Assert.Equal([2.5f], tensors["d.weight"]);
    }

    [Fact]
    public void A_convolution_comes_with_its_outputs_first()
    {
        // [H, W, I, O] = [2, 1, 2, 3], numbered in order.
        Manifest("""{ "name": "c/kernel", "shape": [2, 1, 2, 3], "dtype": "float32" }""", Floats(12));

        var tensor = Assert.Single(Read());

        Assert.Equal(("c.weight", "3, 2, 2, 1"), (tensor.Name, string.Join(", ", tensor.Shape)));
        Assert.Equal(
            from output in Enumerable.Range(0, 3)
            from input in Enumerable.Range(0, 2)
            from row in Enumerable.Range(0, 2)
            select (float)((((row * 2) + input) * 3) + output),
            MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray());
    }

    [Fact]
    public void A_frozen_normalisation_is_folded_into_the_convolution_before_it()
    {
        // A depthwise kernel [1, 2, 2, 1] of the numbers 0 to 3, factors 4 and 5, offsets 6 and 7.
        Manifest(
            """
            { "name": "d/depthwise_kernel", "shape": [1, 2, 2, 1], "dtype": "float32" },
            { "name": "d_bn/batchnorm_1/mul", "shape": [2], "dtype": "float32" },
            { "name": "d_bn/batchnorm_1/sub", "shape": [2], "dtype": "float32" },
            { "name": "d_relu/Const", "shape": [], "dtype": "float32" }
            """,
            Floats(9));

        var tensors = Read().ToDictionary(tensor => tensor.Name);

        Assert.Equal(["d.bias", "d.weight"], tensors.Keys.Order());
        Assert.Equal([2L, 1, 1, 2], tensors["d.weight"].Shape);
        Assert.Equal(
            [0 * 4, 2 * 4, 1 * 5, 3 * 5], MemoryMarshal.Cast<byte, float>(tensors["d.weight"].Bytes.Span).ToArray());
        Assert.Equal([6, 7], MemoryMarshal.Cast<byte, float>(tensors["d.bias"].Bytes.Span).ToArray());
    }

    [Fact]
    public void The_affine_layers_of_dlib_are_folded_with_their_biases()
    {
        // Kernel 0 of one output and input, bias 1, factor 2, offset 3: (w x + b) f + t = 0 x + (1 * 2 + 3).
        Manifest(
            """
            { "name": "b/conv1/conv/filters", "shape": [1, 1, 1, 1], "dtype": "float32" },
            { "name": "b/conv1/conv/bias", "shape": [1], "dtype": "float32" },
            { "name": "b/conv1/scale/weights", "shape": [1], "dtype": "float32" },
            { "name": "b/conv1/scale/biases", "shape": [1], "dtype": "float32" }
            """,
            Floats(4));

        var tensors = Read().ToDictionary(tensor => tensor.Name);

        Assert.Equal(["b.conv1.bias", "b.conv1.weight"], tensors.Keys.Order());
        Assert.Equal([5], MemoryMarshal.Cast<byte, float>(tensors["b.conv1.bias"].Bytes.Span).ToArray());
    }

    [Fact]
    public void Shards_of_a_group_follow_each_other_and_are_named_with_the_manifest()
    {
        folder.Write("one.bin", Floats(3)[..5]);
        folder.Write("two.bin", Floats(3)[5..]);
        var path = folder.Write("m.json", Encoding.UTF8.GetBytes(
            """
            { "format": "graph-model", "weightsManifest": [{ "paths": ["one.bin", "two.bin"],
              "weights": [{ "name": "x/y/beta", "shape": [3], "dtype": "float32" }] }] }
            """));

        var tensor = Assert.Single(ForeignWeights.Read(path).Tensors);

        Assert.Equal("x.y.beta", tensor.Name);
        Assert.Equal(Floats(3), tensor.Bytes.ToArray());
        Assert.Equal([path, folder["one.bin"], folder["two.bin"]], ForeignWeights.FilesOf(path));
    }

    [Theory]
    [InlineData("""[{ "paths": ["../x.bin"], "weights": [] }]""", "beside the manifest")]
    [InlineData("""[{ "paths": ["/etc/passwd"], "weights": [] }]""", "beside the manifest")]
    [InlineData("""[{ "paths": ["s.bin"], "weights": [] }]""", "0 bytes in the shards")]
    [InlineData("""[{ "paths": "s.bin", "weights": [] }]""", "a list 'paths'")]
    [InlineData("""[7]""", "a list of objects")]
    [InlineData("""[{ "paths": ["s.bin"], "weights": [8] }]""", "objects in 'weights'")]
    [InlineData("""{ "weightsManifest": 3 }""", "weight manifest")]
    [InlineData("""{ "model": [] }""", "weight manifest")]
    public void A_broken_manifest_is_refused_with_what_is_wrong(string json, string expected)
    {
        folder.Write("s.bin", 1, 2, 3, 4);
        var path = folder.Write("m.json", Encoding.UTF8.GetBytes(json));

        var error = Assert.Throws<InvalidDataException>(() => ForeignWeights.Read(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "a" }""", "'shape' and 'dtype'")]
    [InlineData("""{ "name": "a", "shape": [-1], "dtype": "float32" }""", "a shape")]
    [InlineData("""{ "name": "a", "shape": [9000000000, 9000000000], "dtype": "float32" }""", "a shape")]
    [InlineData("""{ "name": "a", "shape": [4], "dtype": "float32" }""", "16 bytes")]
    [InlineData("""{ "name": "a", "shape": [1], "dtype": "string" }""", "'string'")]
    [InlineData(
        """{ "name": "a", "shape": [1], "dtype": "float32", "quantization": { "dtype": "int4" } }""", "quantised as")]
    [InlineData(
        """{ "name": "a", "shape": [1], "dtype": "int32" }, { "name": "a", "shape": [0], "dtype": "int32" }""",
        "one tensor of this name")]
    public void A_broken_tensor_is_refused_with_what_is_wrong(string weights, string expected)
    {
        Manifest(weights, [1, 2, 3, 4]);

        var error = Assert.Throws<InvalidDataException>(Read);

        Assert.StartsWith(folder["m.json"], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Factors_that_do_not_fit_their_convolution_are_refused()
    {
        Manifest(
            """
            { "name": "c/kernel", "shape": [1, 1, 1, 2], "dtype": "float32" },
            { "name": "c_bn/batchnorm/mul", "shape": [3], "dtype": "float32" }
            """,
            Floats(5));

        var error = Assert.Throws<InvalidDataException>(Read);

        Assert.Contains("c_bn/batchnorm/mul", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2]", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Floats(int count) =>
        [.. Enumerable.Range(0, count).SelectMany(number => BitConverter.GetBytes((float)number))];

    private void Manifest(string weights, byte[] shard)
    {
        folder.Write("s.bin", shard);
        folder.Write("m.json", Encoding.UTF8.GetBytes($$"""[{ "paths": ["s.bin"], "weights": [{{weights}}] }]"""));
    }

    private IReadOnlyList<StoredTensor> Read() => ForeignWeights.Read(folder["m.json"]).Tensors;
}
