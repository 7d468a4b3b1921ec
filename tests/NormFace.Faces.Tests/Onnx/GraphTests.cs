using NormFace.Graphs;
using NormFace.Running;
using NormFace.Weights;
using Xunit;

namespace NormFace.Onnx;

/// <summary>Layers as ONNX Runtime computes them, against loops.</summary>
public class GraphTests
{
    [Theory]
    [InlineData(1, 0, 1, 5, 4), InlineData(2, 1, 1, 7, 6), InlineData(1, 1, 2, 4, 5)]
    public void A_convolution_with_its_normalisation_folded_in_is_the_sum_of_its_definition(
        int stride, int padding, int groups, int height, int width)
    {
        var (inputs, outputs, kernel) = (4, 6, 3);
        var weights = Noise.Tensor("c.weight", 1, outputs, inputs / groups, kernel, kernel);
        StoredTensor[] tensors = [weights, .. Statistics("b", outputs)];
        var picture = Noise.Tensor("x", 3, 1, inputs, height, width);

        var given = Run(tensors, graph => graph.Convolution("x", "c", stride, padding, groups, "b"), picture);

        var (x, w) = (Numbers(picture), Numbers(weights));
        var (rows, columns) =
            (((height + (2 * padding) - kernel) / stride) + 1, ((width + (2 * padding) - kernel) / stride) + 1);
        for (var index = 0; index < outputs * rows * columns; index++)
        {
            var (channel, row, column) = (index / (rows * columns), index / columns % rows, index % columns);
            var sum = 0.0;
            for (var step = 0; step < inputs / groups * kernel * kernel; step++)
            {
                var (from, down, right) = (step / (kernel * kernel), step / kernel % kernel, step % kernel);
                var (y, z) = ((row * stride) + down - padding, (column * stride) + right - padding);
                var source = (channel / (outputs / groups) * (inputs / groups)) + from;
                sum += y >= 0 && z >= 0 && y < height && z < width
                    ? x[(((source * height) + y) * width) + z]
                        * (double)w[(((((channel * (inputs / groups)) + from) * kernel) + down) * kernel) + right]
                    : 0;
            }

            Assert.Equal(Normalized(tensors, channel, sum), given[index], 1e-5);
        }
    }

    [Fact]
    public void A_product_with_its_normalisation_folded_in_is_the_sum_of_its_definition()
    {
        StoredTensor[] tensors =
            [Noise.Tensor("p.weight", 1, 3, 5), Noise.Tensor("p.bias", 2, 3), .. Statistics("b", 3)];
        var rows = Noise.Tensor("x", 4, 2, 5);

        var given = Run(tensors, graph => graph.Product("x", "p", "b"), rows);

        var (x, w, bias) = (Numbers(rows), Numbers(tensors[0]), Numbers(tensors[1]));
        for (var index = 0; index < given.Length; index++)
        {
            var (row, output) = (index / 3, index % 3);
            var sum = bias[output]
                + Enumerable.Range(0, 5).Sum(input => x[(5 * row) + input] * (double)w[(5 * output) + input]);
            Assert.Equal(Normalized(tensors, output, sum), given[index], 1e-5);
        }
    }

    [Theory]
    [InlineData(2, 5, 5), InlineData(2, 4, 7), InlineData(3, 7, 6), InlineData(3, 3, 3)]
    public void A_pooling_rounds_up_and_its_last_window_hangs_over_the_edge(int kernel, int height, int width)
    {
        var picture = Noise.Tensor("x", kernel, 1, 2, height, width);

        var given = Run([], graph => graph.Pooling("x", "p", kernel, stride: 2), picture);

        var x = Numbers(picture);
        int Side(int side) => ((side - kernel + 1) / 2) + 1;
        Assert.Equal(2 * Side(height) * Side(width), given.Length);
        for (var index = 0; index < given.Length; index++)
        {
            var (channel, row, column) =
                (index / (Side(height) * Side(width)), index / Side(width) % Side(height), index % Side(width));
            var window = from y in Enumerable.Range(2 * row, kernel)
                         from z in Enumerable.Range(2 * column, kernel)
                         where y < height && z < width
                         select x[(((channel * height) + y) * width) + z];
            Assert.Equal(window.Max(), given[index]);
        }
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Slopes_bend_negative_numbers_channel_by_channel_and_a_max_feature_map_keeps_the_larger_half(
        bool usesPRelu)
    {
        var (slopes, picture) = (Noise.Tensor("s.weight", 5, 4), Noise.Tensor("x", 6, 1, 4, 2, 3));

        var bent = Run([slopes], graph => graph.Slopes("x", "s"), picture, usesPRelu);
        var larger = Run([], graph => graph.LargerHalf("x", "m"), picture);

        var (x, a) = (Numbers(picture), Numbers(slopes));
        Assert.All(x.Zip(bent).Select((pair, index) => (pair, index)), entry =>
            Assert.Equal(
                entry.pair.First > 0 ? entry.pair.First : entry.pair.First * a[entry.index / 6],
                entry.pair.Second,
                1e-6));
        Assert.Equal(x[..12].Zip(x[12..], Math.Max), larger);
    }

    private static IEnumerable<StoredTensor> Statistics(string name, int channels) =>
    [
        Noise.Tensor($"{name}.weight", 11, channels),
        Noise.Tensor($"{name}.bias", 12, channels),
        Noise.Tensor($"{name}.running_mean", 13, channels),
        Positive(Noise.Tensor($"{name}.running_var", 14, channels)),
    ];

    private static StoredTensor Positive(StoredTensor tensor) => new(
        tensor.Name, tensor.Type, tensor.Shape, System.Runtime.InteropServices.MemoryMarshal
            .AsBytes<float>(Numbers(tensor).Select(value => value + 0.75f).ToArray()).ToArray());

    // y = (x − mean)/√(variance + ε)·weight + bias, as Ioffe and Szegedy write it.
    private static double Normalized(StoredTensor[] tensors, int channel, double value)
    {
        double Of(string part) => Numbers(tensors.Single(tensor => tensor.Name == $"b.{part}"))[channel];
        return ((value - Of("running_mean")) / Math.Sqrt(Of("running_var") + 1e-5) * Of("weight")) + Of("bias");
    }

    private static float[] Numbers(StoredTensor tensor) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray();

    private static float[] Run(
        IEnumerable<StoredTensor> tensors, Func<GraphBuilder, string> layer, StoredTensor input, bool usesPRelu = false)
    {
        var graph = new GraphBuilder(new LayerWeights(tensors, "toy"), usesPRelu);
        var output = layer(graph);
        var model = new OnnxModel(
            "toy",
            [new OnnxValue("x", GraphBuilder.Shape(input.Shape.Cast<object>()))],
            [new OnnxValue(output, [.. input.Shape.Select((_, axis) => $"d{axis}")])],
            graph.Nodes,
            graph.Initializers,
            new Dictionary<string, string>());
        return OnnxGraphRun.Of(OnnxWriter.Write(model), "toy", Numbers(input), [.. input.Shape])[0];
    }
}
