using NormFace.Geometry;
using NormFace.Pictures;

namespace NormFace.Backbones;

/// <summary>A network from pictures to raw features, which a loss or an evaluation projects itself.</summary>
/// <remarks>
/// The names of a network's layers are the keys of its state dictionary; those of published networks are kept, so that
/// their weights can be read without a table of names. The initial weights depend on <see cref="BackboneOptions.Seed"/>
/// alone, and the global generator is neither read nor moved.
/// </remarks>
public abstract class Backbone : Module<Tensor, Tensor>
{
    private int? smallestTrainingBatch;

    /// <summary>Begins a network.</summary>
    /// <param name="name">Name in the catalogue.</param>
    /// <param name="options">Settings as given; null for the defaults.</param>
    /// <param name="defaults">The network's defaults: what they leave null, the network does not take. Both input sizes and the feature size must be there.</param>
    /// <param name="contractFor">What the network expects of its pixels, for the settings with defaults filled in.</param>
    /// <exception cref="ArgumentException">A setting is not taken or out of range; it is named.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    protected Backbone(
        string name, BackboneOptions? options, BackboneOptions defaults, Func<BackboneOptions, PixelContract> contractFor)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(contractFor);
        Native.NativeStart.Ensure();

        Options = (options ?? new BackboneOptions()).Over(defaults, name);
        FeatureSize = Options.FeatureSize
            ?? throw new ArgumentException($"The defaults of {name} must state {nameof(FeatureSize)}, but it is null.", nameof(defaults));
        DefaultContract = contractFor(Options).Checked();
    }

    /// <summary>Name in the catalogue.</summary>
    public string Name => GetName();

    /// <summary>The settings it was built with, defaults filled in. They build the same network again.</summary>
    public BackboneOptions Options { get; }

    /// <summary>Feature length <c>D</c>.</summary>
    public int FeatureSize { get; }

    /// <summary>Channels of a picture <c>C</c>: 1 or 3.</summary>
    public int Channels => DefaultContract.ChannelCount;

    /// <summary>Rows of a picture <c>H</c>.</summary>
    public int Height => DefaultContract.Height;

    /// <summary>Columns of a picture <c>W</c>.</summary>
    public int Width => DefaultContract.Width;

    /// <summary>What the network expects of its pixels, unless it was trained on something else.</summary>
    public PixelContract DefaultContract { get; }

    /// <summary>Least number of pictures in a training batch: 2 where batch normalisation needs a spread, else 1.</summary>
    public int SmallestTrainingBatch => smallestTrainingBatch ??= modules().Any(module => module is BatchNorm) ? 2 : 1;

    /// <summary>Every learned tensor once, under its key of the state dictionary, with its share of learning rate and decay.</summary>
    /// <remarks>A frozen tensor has factors of 0 and does not require a gradient.</remarks>
    public IReadOnlyList<ParameterGroup> ParameterGroups =>
    [
        .. named_parameters().Select(entry =>
        {
            var (rate, decay) = entry.parameter.requires_grad ? FactorsOf(entry.name, entry.parameter) : (0, 0);
            return new ParameterGroup(entry.name, entry.parameter, rate, decay);
        }),
    ];

    /// <summary>Raw features of a batch.</summary>
    /// <param name="input">Pictures as the contract describes them. Shape <c>[N, C, H, W]</c>, floating, any memory layout.</param>
    /// <returns>Raw features. Shape <c>[N, D]</c>. A NaN in a picture gives NaN in its feature.</returns>
    /// <exception cref="ArgumentException">The shape or type is wrong, or a training batch is too small; what was expected is named.</exception>
    public sealed override Tensor forward(Tensor input)
    {
        Require.Floating(input);

        if (input.dim() != 4 || input.shape[0] < 1 || input.shape[1] != Channels || input.shape[2] != Height || input.shape[3] != Width)
        {
            throw new ArgumentException(
                $"Pictures for {Name} must have shape [N, {Channels}, {Height}, {Width}] with N at least 1, but was {Require.Shape(input)}. Prepare them by its {nameof(DefaultContract)}.",
                nameof(input));
        }

        if (training && input.shape[0] < SmallestTrainingBatch)
        {
            throw new ArgumentException(
                $"A training batch for {Name} must have at least {SmallestTrainingBatch} pictures, but had {input.shape[0]}. Batch normalisation needs a spread: leave the rest of an epoch out, or call eval().",
                nameof(input));
        }

        using var scope = NewDisposeScope();
        return Features(input).MoveToOuterDisposeScope();
    }

    /// <summary>The network itself, on checked pictures, inside a dispose scope.</summary>
    /// <param name="pictures">Shape <c>[N, C, H, W]</c>.</param>
    /// <returns>Shape <c>[N, D]</c>.</returns>
    protected abstract Tensor Features(Tensor pictures);

    /// <summary>Factors on learning rate and weight decay of a tensor that requires a gradient.</summary>
    /// <param name="name">Its key in the state dictionary.</param>
    /// <param name="parameter">The tensor.</param>
    /// <returns>Unless overridden: weights of convolutions and products decay; biases, slopes and normalisations do not.</returns>
    protected virtual (double LearningRate, double Decay) FactorsOf(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return (1, parameter.dim() > 1 ? 1 : 0);
    }
}
