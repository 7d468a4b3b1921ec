namespace NormFace.Backbones;

/// <summary>The network of the paper's Figure 2: two 5 x 5 convolutions and two products.</summary>
/// <remarks>
/// Convolution to 20, pooling, PReLU, convolution to 50, pooling, PReLU, product to 500, PReLU, product to the feature:
/// 28 → 24 → 12 → 8 → 4. Biases learn at twice the rate; everything decays, as Caffe does unless told. Names of layers
/// are those of the release. It starts from Gaussians of 0.01 and 0.001; here weights start after He et al., as in
/// <see cref="LeNetPlusPlus"/>.
/// </remarks>
public sealed class LeNet : Backbone
{
    /// <summary>Name in the catalogue.</summary>
    public const string CatalogueName = "lenet";

    private readonly Module<Tensor, Tensor>[] layers;

    /// <summary>Creates the network.</summary>
    /// <param name="options">Settings; takes InputWidth, InputHeight and FeatureSize. The defaults if null.</param>
    /// <exception cref="ArgumentException">A setting is not taken or out of range, or the pictures are too small.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public LeNet(BackboneOptions? options = null)
        : base(CatalogueName, options, Defaults, DigitContract.For)
    {
        using var source = new SeededLayers(Options.Seed, Name);
        var map = MapSize.Of(Options).Convolved(kernel: 5).Pooled(2, 2).Convolved(kernel: 5).Pooled(2, 2).Checked(Name, Options);

        layers =
        [
            this.Named("conv1", source.Convolution(Channels, 20, 5, CaffeInitialization.He, bias: 0)),
            this.Named("pool1", MaxPool2d(2, 2, ceil_mode: true)),
            this.Named("relu_pool1", PReLU(20)),
            this.Named("conv2", source.Convolution(20, 50, 5, CaffeInitialization.He, bias: 0)),
            this.Named("pool2", MaxPool2d(2, 2, ceil_mode: true)),
            this.Named("relu_pool2", PReLU(50)),
            Flatten(),
            this.Named("ip1", source.FullyConnected(50 * map.Area, 500, CaffeInitialization.He, bias: 0)),
            this.Named("relu1", PReLU(500)),
            this.Named("ip1_dr", source.FullyConnected(500, FeatureSize, CaffeInitialization.He, bias: 0)),
        ];
    }

    /// <summary>28 high and wide, 2 features.</summary>
    public static BackboneOptions Defaults { get; } = new() { InputWidth = 28, InputHeight = 28, FeatureSize = 2 };

    /// <inheritdoc />
    protected override Tensor Features(Tensor pictures) => pictures.Pass(layers);

    /// <inheritdoc />
    protected override (double LearningRate, double Decay) FactorsOf(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(name);
        return (name.EndsWith(".bias", StringComparison.Ordinal) ? 2 : 1, 1);
    }
}
