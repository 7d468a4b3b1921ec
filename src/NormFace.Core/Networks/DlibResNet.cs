using NormFace.Layers;
using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Settings of <c>dlib-resnet</c>: chips of 150x150, 128 features.</summary>
public sealed record DlibResNetOptions() : PictureOptions(inputWidth: 150, inputHeight: 150, featureSize: 128)
{
    /// <summary>Whether convolutions are followed by batch normalisation: <c>true</c> for training from random weights,
    /// <c>false</c> for published weights, in which it is folded into the convolutions.</summary>
    public bool BatchNorm { get; init; }
}

/// <summary>dlib's network for faces: a residual network of 29 convolutions, and the mean of the last map.</summary>
/// <remarks>
/// 150 → 72 → 35 → 17 → 8 → 4 → 2. A block that halves the map adds it as means of 2 x 2 values, with zeros for new
/// channels; where its convolution is left with a row and a column less, zeros stand for these too. Its features are
/// compared by Euclidean distance; those of one person lie within 0.6. Source: dlib,
/// <c>dnn_face_recognition_ex.cpp</c>; names of layers follow the published TensorFlow.js form.
/// </remarks>
internal sealed class DlibResNet() : NetworkDefinition<DlibResNetOptions>(
    "dlib-resnet", "dlib's face recognition network; imports its published weights")
{
    private static readonly (int Channels, int Blocks)[] Stages = [(32, 3), (64, 3), (128, 2), (256, 2)];

    // Order of channels: red, green, blue.
    private static readonly ChannelMeans Means = new(122.782, 117.001, 104.298);

    protected override NetworkPlan Plan(DlibResNetOptions options)
    {
        var value = PlanValue.Pictures(FaceContract.Square(
            "dlib-150x150", 150, options.InputWidth, options.InputHeight, ChannelOrder.Rgb, Means, 1.0 / 256));
        var isNormalized = options.BatchNorm;
        value = Convolved(value, "conv32_down", new(32, 7) { Stride = 2 }, isNormalized).Then(new Relu())
            .Then(new MaxPooling(3, 2) { IsInside = true });
        foreach (var (channels, blocks) in Stages)
        {
            if (channels != value.Shape.Channels)
            {
                value = Block(value, $"conv{channels}_down", channels, 2, isNormalized);
            }

            for (var block = 1; block <= blocks; block++)
            {
                value = Block(value, $"conv{channels}_{block}", channels, 1, isNormalized);
            }
        }

        value = Block(value, "conv256_down_out", 256, 2, isNormalized).Then(new MapMean());
        return new NetworkPlan(
            value.Then("fc", new FullyConnected(options.FeatureSize) { Start = Initialization.Xavier }));
    }

    private static PlanValue Block(PlanValue value, string name, int channels, int stride, bool isNormalized)
    {
        var first = new Convolution(channels, 3) { Stride = stride, Padding = stride == 1 ? 1 : 0 };
        var change = Convolved(value, $"{name}.conv1", first, isNormalized).Then(new Relu());
        change = Convolved(change, $"{name}.conv2", new(channels, 3) { Padding = 1 }, isNormalized);
        var kept = stride == 1 ? value : value.Then($"{name}.mean", new AveragePooling(stride, stride));
        return Widened(change, kept.Shape, $"{name}.change")
            .Plus(name, Widened(kept, change.Shape, $"{name}.kept"))
            .Then(new Relu());
    }

    private static PlanValue Widened(PlanValue value, ValueShape other, string name)
    {
        var zeros = new ZeroExtension(
            Math.Max(other.Channels - value.Shape.Channels, 0),
            Math.Max(other.Height - value.Shape.Height, 0),
            Math.Max(other.Width - value.Shape.Width, 0));
        return zeros is { Channels: 0, Rows: 0, Columns: 0 } ? value : value.Then(name, zeros);
    }

    private static PlanValue Convolved(PlanValue value, string name, Convolution layer, bool isNormalized) =>
        isNormalized
            ? value.Then(name, layer).Then($"{name}_bn", new BatchNormalization())
            : value.Then(name, layer with { Bias = 0 });
}
