namespace NormFace.Backbones;

/// <summary>The network of the paper's MNIST pictures: six convolutions and a product to a feature that can be drawn.</summary>
/// <remarks>
/// <para>
/// Three pairs of padded 3 x 3 convolutions with 32, 64 and 128 channels, each with PReLU; poolings 28 → 14 → 7 → 3; no
/// activation after <c>ip1</c>. Biases learn at twice the rate; neither they nor slopes decay. Names of layers are
/// those of the release's MNIST network.
/// </para>
/// <para>
/// The release means a Gaussian of 0.01 but names a field that its filler does not read, and so draws from N(0, 1).
/// Here weights start after He et al. Source: Wen et al., ECCV 2016; the paper's release, MNIST recipe.
/// </para>
/// </remarks>
public sealed class LeNetPlusPlus : Backbone
{
    /// <summary>Name in the catalogue.</summary>
    public const string CatalogueName = "lenet++";

    private readonly Module<Tensor, Tensor>[] layers;

    /// <summary>Creates the network.</summary>
    /// <param name="options">Settings; takes InputWidth, InputHeight and FeatureSize. The defaults if null.</param>
    /// <exception cref="ArgumentException">A setting is not taken or out of range, or the pictures are too small.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public LeNetPlusPlus(BackboneOptions? options = null)
        : base(CatalogueName, options, Defaults, DigitContract.For)
    {
        using var source = new SeededLayers(Options.Seed, Name);
        var built = new List<Module<Tensor, Tensor>>();
        var (map, channels) = (MapSize.Of(Options), Channels);

        foreach (var (stage, wider, window) in new[] { (1, 32, 2), (2, 64, 2), (3, 128, 3) })
        {
            foreach (var suffix in new[] { $"{stage}", $"{stage}+" })
            {
                var layer = source.Convolution(channels, wider, 3, CaffeInitialization.He, padding: 1, bias: 0);
                built.AddRange([this.Named("conv" + suffix, layer), this.Named("prelu" + suffix, PReLU(wider))]);
                channels = wider;
            }

            built.Add(this.Named($"pool{stage}", MaxPool2d(window, 2, ceil_mode: true)));
            map = map.Pooled(window, stride: 2);
        }

        var inputs = channels * map.Checked(Name, Options).Area;
        built.AddRange([Flatten(), this.Named("ip1", source.FullyConnected(inputs, FeatureSize, CaffeInitialization.He, bias: 0))]);
        layers = [.. built];
    }

    /// <summary>28 high and wide, 2 features; the release has 3.</summary>
    public static BackboneOptions Defaults { get; } = new() { InputWidth = 28, InputHeight = 28, FeatureSize = 2 };

    /// <inheritdoc />
    protected override Tensor Features(Tensor pictures) => pictures.Pass(layers);

    /// <inheritdoc />
    protected override (double LearningRate, double Decay) FactorsOf(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".bias", StringComparison.Ordinal) ? (2, 0)
            : (1, name.StartsWith("prelu", StringComparison.Ordinal) ? 0 : 1);
    }
}
