using System.Globalization;
using NormFace.Pictures;

namespace NormFace.Backbones;

/// <summary>InsightFace's residual networks, the usual ones for large training sets.</summary>
/// <remarks>
/// <para>
/// A 3 x 3 convolution at full size, four stages with 64, 128, 256 and 512 channels whose first block halves the map
/// (112 → 7), then <c>fc</c> and a normalisation of the features, <c>features</c>, whose weight stays 1.
/// </para>
/// <para>
/// Names of layers are those of InsightFace's PyTorch form, so that its checkpoints load as they are. Convolutions start
/// at a standard deviation of 0.1; normalisation does not decay. DropoutRate applies before <c>fc</c>. Source: Deng et al.,
/// "ArcFace", arXiv:1801.07698, section 3.1, and its release.
/// </para>
/// </remarks>
public sealed class IResNet : Backbone
{
    private static readonly WeightDraw Convolved = CaffeInitialization.Gaussian(0.1);

    private readonly Conv2d conv1; // the field names are checkpoint keys
    private readonly BatchNorm2d bn1;
    private readonly PReLU prelu;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly BatchNorm2d bn2;
    private readonly Dropout dropout;
    private readonly Linear fc;
    private readonly BatchNorm1d features;

    /// <summary>Creates the network.</summary>
    /// <param name="layerCount">Nominal number of layers: 18, 34, 50 or 100.</param>
    /// <param name="options">Settings; takes InputWidth, InputHeight, FeatureSize and DropoutRate. The defaults if null.</param>
    /// <exception cref="ArgumentException">There is no such network, or a setting is not taken or out of range.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public IResNet(int layerCount, BackboneOptions? options = null)
        : base(NameFor(layerCount), options, Defaults, full => FaceContract.For(full, ChannelOrder.Rgb, 1 / 127.5))
    {
        using var source = new SeededLayers(Options.Seed, Name);
        var blocks = Blocks(layerCount);

        conv1 = source.Convolution(Channels, 64, 3, Convolved, padding: 1);
        bn1 = BatchNorm2d(64);
        prelu = PReLU(64);
        layer1 = Stage(source, 64, 64, blocks[0]);
        layer2 = Stage(source, 64, 128, blocks[1]);
        layer3 = Stage(source, 128, 256, blocks[2]);
        layer4 = Stage(source, 256, 512, blocks[3]);
        bn2 = BatchNorm2d(512);
        dropout = Dropout(Options.DropoutRate!.Value);

        var map = blocks.Aggregate(MapSize.Of(Options), (size, _) => size.Convolved(3, stride: 2, padding: 1));
        fc = source.FullyConnected(512 * map.Area, FeatureSize, UniformFanIn, bias: 0);
        features = BatchNorm1d(FeatureSize);
        features.weight.requires_grad = false;
        RegisterComponents();
    }

    /// <summary>112 high and wide, 512 features, no dropout.</summary>
    public static BackboneOptions Defaults { get; } =
        new() { InputWidth = 112, InputHeight = 112, FeatureSize = 512, DropoutRate = 0 };

    /// <summary>Name in the catalogue, such as <c>iresnet50</c>.</summary>
    /// <param name="layerCount">Nominal number of layers: 18, 34, 50 or 100.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such network.</exception>
    public static string NameFor(int layerCount)
    {
        _ = Blocks(layerCount);
        return string.Create(CultureInfo.InvariantCulture, $"iresnet{layerCount}");
    }

    /// <inheritdoc />
    protected override Tensor Features(Tensor pictures)
    {
        using var map = pictures.Pass(conv1, bn1, prelu, layer1, layer2, layer3, layer4, bn2, dropout);
        return map.flatten(1).Pass(fc, features);
    }

    private static Sequential Stage(SeededLayers source, int inputs, int outputs, int count) => Sequential(
        Enumerable.Range(0, count).Select(index =>
            (Module<Tensor, Tensor>)new IResNetBlock(source, Convolved, index == 0 ? inputs : outputs, outputs, index == 0 ? 2 : 1)).ToArray());

    private static int[] Blocks(int layerCount) => layerCount switch
    {
        18 => [2, 2, 2, 2],
        34 => [3, 4, 6, 3],
        50 => [3, 4, 14, 3],
        100 => [3, 13, 30, 3],
        _ => throw new ArgumentOutOfRangeException(
            nameof(layerCount), layerCount, $"layerCount must be 18, 34, 50 or 100, but was {layerCount}."),
    };

    // PyTorch's own start of a product, which the release leaves as it is.
    private static void UniformFanIn(Tensor weight, Generator generator)
    {
        var bound = 1 / Math.Sqrt(weight.shape[1]);
        weight.uniform_(-bound, bound, generator);
    }
}
