using NormFace.Pictures;

namespace NormFace.Backbones;

/// <summary>The network of most of the paper's tables: Wen's residual network of 27 convolutions and one product.</summary>
/// <remarks>
/// <para>
/// Four stages. Each opens with an unpadded convolution that raises the channels (the first with two) and a pooling that
/// halves the map; then come 1, 2, 5 and 3 residual pairs of convolutions. PReLU after every convolution, nothing after a
/// sum, no batch normalisation. 112 x 96 → 54 x 46 → 26 x 22 → 12 x 10 → 5 x 4, then <c>fc5</c>. 27,543,072 values at
/// this size and 512 features, frozen ones included.
/// </para>
/// <para>
/// Opening convolutions and <c>fc5</c> start as Caffe's "xavier", their biases learn at twice the rate and do not decay;
/// residual convolutions start at a standard deviation of 0.01 with biases frozen at 0. Names of layers are those of the
/// released Caffe network. Source: Wen et al., "A discriminative feature learning approach", ECCV 2016, and its release.
/// </para>
/// </remarks>
public sealed class WenResNet : Backbone
{
    /// <summary>Name in the catalogue.</summary>
    public const string CatalogueName = "wen-resnet";

    // Stage number in the layers' names, channels, residual pairs.
    private static readonly (int Number, int Channels, int Pairs)[] Stages = [(2, 64, 1), (3, 128, 2), (4, 256, 5), (5, 512, 3)];

    private static readonly WeightDraw Residual = CaffeInitialization.Gaussian(0.01);

    private readonly Module<Tensor, Tensor>[] layers; // in the order they run; registered one by one under Caffe's names

    /// <summary>Creates the network.</summary>
    /// <param name="options">Settings; takes InputWidth, InputHeight and FeatureSize. The defaults if null.</param>
    /// <exception cref="ArgumentException">A setting is not taken or out of range, or the pictures are too small.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public WenResNet(BackboneOptions? options = null)
        : base(CatalogueName, options, Defaults, full => FaceContract.For(full, ChannelOrder.Bgr))
    {
        using var source = new SeededLayers(Options.Seed, Name);
        var map = MapSize.Of(Options).Convolved(kernel: 3);
        layers = [.. Activated(source, "1a", Channels, 32)];
        var channels = 32;

        foreach (var (number, wider, pairs) in Stages)
        {
            var opening = number == 2 ? "1b" : $"{number - 1}";
            layers = [.. layers, .. Activated(source, opening, channels, wider), this.Named($"pool{opening}", MaxPool2d(2, 2, ceil_mode: true))];
            channels = wider;
            map = map.Convolved(kernel: 3).Pooled(kernel: 2, stride: 2);

            for (var pair = 0; pair < pairs; pair++)
            {
                layers = [.. layers, Pair(source, $"{number}_{(2 * pair) + 1}", $"{number}_{(2 * pair) + 2}", channels)];
            }
        }

        var inputs = channels * map.Checked(Name, Options).Area;
        layers = [.. layers, Flatten(), this.Named("fc5", source.FullyConnected(inputs, FeatureSize, CaffeInitialization.Xavier, bias: 0))];
    }

    /// <summary>112 high, 96 wide, 512 features.</summary>
    public static BackboneOptions Defaults { get; } = new() { InputWidth = 96, InputHeight = 112, FeatureSize = 512 };

    /// <inheritdoc />
    protected override Tensor Features(Tensor pictures) => pictures.Pass(layers);

    /// <inheritdoc />
    protected override (double LearningRate, double Decay) FactorsOf(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".bias", StringComparison.Ordinal) ? (2, 0) : (1, 1); // Caffe's default decays PReLU too
    }

    private Module<Tensor, Tensor>[] Activated(SeededLayers source, string suffix, int inputs, int outputs) =>
    [
        this.Named("conv" + suffix, source.Convolution(inputs, outputs, 3, CaffeInitialization.Xavier, bias: 0)),
        this.Named("relu" + suffix, PReLU(outputs)),
    ];

    private ResidualSum Pair(SeededLayers source, string first, string second, int channels)
    {
        Module<Tensor, Tensor>[] Half(string suffix) =>
        [
            this.Named("conv" + suffix, source.Convolution(channels, channels, 3, Residual, padding: 1, bias: 0, freezesBias: true)),
            this.Named("relu" + suffix, PReLU(channels)),
        ];

        return new ResidualSum([.. Half(first), .. Half(second)]);
    }
}
