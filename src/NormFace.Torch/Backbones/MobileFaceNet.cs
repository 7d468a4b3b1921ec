using NormFace.Pictures;

namespace NormFace.Backbones;

/// <summary>MobileFaceNet: inverted residuals, and a learned weight for every place of the last map instead of its mean.</summary>
/// <remarks>
/// <para>
/// 112 x 96 → 56 x 48 (64 channels) → 28 x 24 (64) → 14 x 12 (128) → 7 x 6 (128), 15 inverted residuals, then 512 channels,
/// <c>linear7</c> with a kernel as large as the map, and a 1 x 1 convolution with normalisation as the feature. Other
/// picture sizes change <c>linear7</c> alone.
/// </para>
/// <para>
/// Names of layers are those of the widespread PyTorch form, so that its checkpoints load as they are. Weights start
/// after He et al. by fan-out. Source: Chen et al., "MobileFaceNets", arXiv:1804.07573, table 1.
/// </para>
/// </remarks>
public sealed class MobileFaceNet : Backbone
{
    /// <summary>Name in the catalogue.</summary>
    public const string CatalogueName = "mobilefacenet";

    // Expansion, channels, repeats, stride of the first: table 1 of the source.
    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] Stages =
        [(2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1)];

    private readonly ConvolutionUnit conv1; // the field names are checkpoint keys
    private readonly ConvolutionUnit dw_conv1;
    private readonly Sequential blocks;
    private readonly ConvolutionUnit conv2;
    private readonly ConvolutionUnit linear7;
    private readonly ConvolutionUnit linear1;

    /// <summary>Creates the network.</summary>
    /// <param name="options">Settings; takes InputWidth, InputHeight and FeatureSize. The defaults if null.</param>
    /// <exception cref="ArgumentException">A setting is not taken or out of range.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public MobileFaceNet(BackboneOptions? options = null)
        : base(CatalogueName, options, Defaults, full => FaceContract.For(full, ChannelOrder.Rgb))
    {
        using var source = new SeededLayers(Options.Seed, Name);
        conv1 = new ConvolutionUnit(source.Convolution(Channels, 64, 3, KaimingFanOut.Draw, stride: 2, padding: 1));
        dw_conv1 = new ConvolutionUnit(source.Convolution(64, 64, 3, KaimingFanOut.Draw, padding: 1, groups: 64));

        var map = MapSize.Of(Options).Convolved(3, stride: 2, padding: 1);
        var channels = 64;
        var built = new List<Module<Tensor, Tensor>>();

        foreach (var stage in Stages)
        {
            for (var index = 0; index < stage.Repeats; index++)
            {
                built.Add(new InvertedResidual(source, channels, stage.Channels, stage.Expansion, index == 0 ? stage.Stride : 1));
                channels = stage.Channels;
            }

            map = map.Convolved(3, stage.Stride, padding: 1);
        }

        blocks = Sequential(built);
        conv2 = new ConvolutionUnit(source.Convolution(channels, 512, 1, KaimingFanOut.Draw));
        linear7 = new ConvolutionUnit(source.Convolution(512, 512, map, KaimingFanOut.Draw, groups: 512), isLinear: true);
        linear1 = new ConvolutionUnit(source.Convolution(512, FeatureSize, 1, KaimingFanOut.Draw), isLinear: true);
        RegisterComponents();
    }

    /// <summary>112 high, 96 wide, 128 features.</summary>
    public static BackboneOptions Defaults { get; } = new() { InputWidth = 96, InputHeight = 112, FeatureSize = 128 };

    /// <inheritdoc />
    protected override Tensor Features(Tensor pictures) =>
        pictures.Pass(conv1, dw_conv1, blocks, conv2, linear7, linear1).flatten(1);
}
