using NormFace.Pictures;

namespace NormFace.Backbones;

/// <summary>Wu's Light CNN B: a plain network on grey pictures with max-feature-maps in place of activations.</summary>
/// <remarks>
/// <para>
/// Nine convolutions, four poolings that halve the map (128 → 8), and <c>fc1</c> of twice the feature size, whose
/// max-feature-map is the feature. 5,480,864 values at 128 x 128 and 256 features. Weights start as Caffe's "xavier",
/// biases at 0.1; biases learn at twice the rate and do not decay.
/// </para>
/// <para>
/// Names of layers are those of the Caffe network. DropoutRate applies to the feature in training; Wu published 0.7, with a
/// plain softmax, and losses on the sphere do without. Source: Wu et al., arXiv:1511.02683; the paper's release.
/// </para>
/// </remarks>
public sealed class LightCnn : Backbone
{
    /// <summary>Name in the catalogue.</summary>
    public const string CatalogueName = "light-cnn";

    // Name, kernel, channels before the halving; null stands for a pooling.
    private static readonly (string Name, int Kernel, int Channels)?[] Plan =
    [
        ("conv1", 5, 96), null,
        ("conv2a", 1, 96), ("conv2", 3, 192), null,
        ("conv3a", 1, 192), ("conv3", 3, 384), null,
        ("conv4a", 1, 384), ("conv4", 3, 256), ("conv5a", 1, 256), ("conv5", 3, 256), null,
    ];

    private readonly Module<Tensor, Tensor>[] layers;

    /// <summary>Creates the network.</summary>
    /// <param name="options">Settings; takes InputWidth, InputHeight, FeatureSize and DropoutRate. The defaults if null.</param>
    /// <exception cref="ArgumentException">A setting is not taken or out of range, or the pictures are too small.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public LightCnn(BackboneOptions? options = null)
        : base(CatalogueName, options, Defaults, Contract)
    {
        using var source = new SeededLayers(Options.Seed, Name);
        var built = new List<Module<Tensor, Tensor>>();
        var (map, channels, pools) = (MapSize.Of(Options), Channels, 0);

        foreach (var step in Plan)
        {
            if (step is { } convolution)
            {
                var layer = source.Convolution(
                    channels, convolution.Channels, convolution.Kernel, CaffeInitialization.Xavier, padding: convolution.Kernel / 2, bias: 0.1);
                built.AddRange([this.Named(convolution.Name, layer), new MaxFeatureMap()]);
                channels = convolution.Channels / 2;
            }
            else
            {
                built.Add(this.Named($"pool{++pools}", MaxPool2d(2, 2, ceil_mode: true)));
                map = map.Pooled(kernel: 2, stride: 2);
            }
        }

        var inputs = channels * map.Checked(Name, Options).Area;
        var fc1 = source.FullyConnected(inputs, 2 * FeatureSize, CaffeInitialization.Xavier, bias: 0.1);
        built.AddRange([Flatten(), this.Named("fc1", fc1), new MaxFeatureMap(), this.Named("dropout", Dropout(Options.DropoutRate!.Value))]);
        layers = [.. built];
    }

    /// <summary>128 high and wide, 256 features, no dropout.</summary>
    public static BackboneOptions Defaults { get; } =
        new() { InputWidth = 128, InputHeight = 128, FeatureSize = 256, DropoutRate = 0 };

    /// <inheritdoc />
    protected override Tensor Features(Tensor pictures) => pictures.Pass(layers);

    /// <inheritdoc />
    protected override (double LearningRate, double Decay) FactorsOf(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".bias", StringComparison.Ordinal) ? (2, 0) : (1, 1);
    }

    // Wu aligns eyes and mouth on 144 x 144 and reads the middle 128 x 128.
    private static PixelContract Contract(BackboneOptions options) => new(
        options.InputWidth!.Value, options.InputHeight!.Value, ChannelOrder.Grey, 0, 1.0 / 255, "eyes-mouth-144x144", new PictureCrop(144, 144, 8, 8, 128, 128));
}
