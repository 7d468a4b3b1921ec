using NormFace.Pictures;

namespace NormFace.Backbones;

/// <summary>A network made for training on a processor: dense convolutions on small maps.</summary>
/// <remarks>
/// <para>
/// Three stages. Each opens with a 3 x 3 convolution that halves the map, to 32, 64 and 128 channels times Width
/// (56 x 48 → 28 x 24 → 14 x 12 → 7 x 6); then come 0, 1 and 2 residual blocks times Depth. The whole last map goes
/// into the product, as every place of an aligned face has a meaning of its own, and the feature is normalised over the batch
/// unless <see cref="BackboneOptions.FeatureBatchNorm"/> is 0: a study of normalised features wants them free, as the paper's networks leave them.
/// </para>
/// <para>
/// Where the time goes decided the shape. Training speed in float32 followed the number of multiplications as long as
/// these were dense 3 x 3 convolutions behind the first halving. A convolution at full size and depthwise ones cost
/// several times their multiplications, a residual block on the first map half as much again as one on the last; so
/// there are none. Channels are multiples of 16, the width of the processor's vectors.
/// </para>
/// </remarks>
public sealed class CompactNet : Backbone
{
    /// <summary>Name in the catalogue.</summary>
    public const string CatalogueName = "compact";

    private readonly Sequential stage1; // the field names are checkpoint keys
    private readonly Sequential stage2;
    private readonly Sequential stage3;
    private readonly Dropout dropout;
    private readonly Linear embedding;
    private readonly BatchNorm1d? features;

    /// <summary>Creates the network.</summary>
    /// <param name="options">Settings; takes InputWidth, InputHeight, FeatureSize, Width, Depth, DropoutRate (before the product) and FeatureBatchNorm. The defaults if null.</param>
    /// <exception cref="ArgumentException">A setting is not taken or out of range.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public CompactNet(BackboneOptions? options = null)
        : base(CatalogueName, options, Defaults, full => FaceContract.For(full, ChannelOrder.Rgb))
    {
        using var source = new SeededLayers(Options.Seed, Name);
        var (narrow, middle, wide) = (Widened(32), Widened(64), Widened(128));
        var depth = Options.Depth!.Value;

        stage1 = Stage(source, Channels, narrow, blocks: 0);
        stage2 = Stage(source, narrow, middle, blocks: depth);
        stage3 = Stage(source, middle, wide, blocks: 2 * depth);
        dropout = Dropout(Options.DropoutRate!.Value);

        var map = MapSize.Of(Options);
        for (var stage = 1; stage <= 3; stage++)
        {
            map = map.Convolved(3, stride: 2, padding: 1);
        }

        embedding = source.FullyConnected(wide * map.Area, FeatureSize, CaffeInitialization.Xavier, bias: null);
        features = Options.FeatureBatchNorm == 1 ? BatchNorm1d(FeatureSize) : null;
        RegisterComponents();
    }

    /// <summary>56 high, 48 wide, 128 features, width and depth of 1, no dropout, features normalised over the batch.</summary>
    public static BackboneOptions Defaults { get; } =
        new() { InputWidth = 48, InputHeight = 56, FeatureSize = 128, Width = 1, Depth = 1, DropoutRate = 0, FeatureBatchNorm = 1 };

    /// <inheritdoc />
    protected override Tensor Features(Tensor pictures)
    {
        using var map = pictures.Pass(stage1, stage2, stage3, dropout);
        var flat = map.flatten(1);
        return features is null ? flat.Pass(embedding) : flat.Pass(embedding, features);
    }

    private static Sequential Stage(SeededLayers source, int inputs, int outputs, int blocks)
    {
        var opening = new ConvolutionUnit(source.Convolution(inputs, outputs, 3, CaffeInitialization.He, stride: 2, padding: 1));
        return Sequential([opening, .. Enumerable.Range(0, blocks).Select(_ => new CompactBlock(source, outputs))]);
    }

    private int Widened(int channels) => Math.Max(16, (int)Math.Round(channels * Options.Width!.Value / 16) * 16);
}
