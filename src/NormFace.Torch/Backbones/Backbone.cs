using NormFace.Geometry;
using NormFace.Layers;
using NormFace.Networks;
using NormFace.Pictures;
using NormFace.Settings;

namespace NormFace.Backbones;

/// <summary>A network from pictures, or from rows of numbers, to raw features, which a loss or an evaluation projects
/// itself.</summary>
/// <remarks>
/// Most networks are plans (<see cref="NetworkDefinition{TOptions}"/>), which both engines run. One that cannot be a
/// plan derives from this class: register layers in the constructor, under names that are to be its checkpoint keys,
/// and compute <see cref="Features"/>.
/// </remarks>
public abstract class Backbone : Module<Tensor, Tensor>
{
    private int? smallestTrainingBatch;

    /// <summary>Begins a network of pictures.</summary>
    /// <param name="name">Name that model files hold.</param>
    /// <param name="options">Its settings; checked.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="contract">What the network expects of its pixels, unless it was trained on something else.</param>
    /// <exception cref="ArgumentException">A setting or a part of the contract is out of range; it is
    /// named.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    protected Backbone(string name, NetworkOptions options, int featureSize, PixelContract contract)
        : this(name, options, featureSize, ShapeOf(contract)) => DefaultContract = contract;

    /// <summary>Begins a network of rows of numbers.</summary>
    /// <param name="name">Name that model files hold.</param>
    /// <param name="options">Its settings; checked.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="inputSize">Numbers of a row, at least 1.</param>
    /// <exception cref="ArgumentException">A setting is out of range; it is named.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    protected Backbone(string name, NetworkOptions options, int featureSize, int inputSize)
        : this(name, options, featureSize, ValueShape.Row(inputSize))
    {
    }

    /// <summary>Begins a network that takes what a plan takes.</summary>
    internal Backbone(string name, NetworkOptions options, int featureSize, PlanValue input)
        : this(name, options, featureSize, input.Shape) => DefaultContract = input.Contract?.Checked();

    private Backbone(string name, NetworkOptions options, int featureSize, ValueShape input)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Count, 1, nameof(input));
        Native.NativeStart.Ensure();
        Options = OptionsSection.Check(options);
        (FeatureSize, Input) = (featureSize, input);
    }

    /// <summary>Name that model files hold.</summary>
    public string Name => GetName();

    /// <summary>The settings it was built with. They build the same network again.</summary>
    public NetworkOptions Options { get; }

    /// <summary>Feature length <c>D</c>.</summary>
    public int FeatureSize { get; }

    /// <summary>What it takes, without the batch axis: pictures <c>[C, H, W]</c>, or rows of numbers.</summary>
    public ValueShape Input { get; }

    /// <summary>Channels of a picture <c>C</c>, 1 or 3; numbers of a row where it takes rows.</summary>
    public int Channels => Input.Channels;

    /// <summary>Rows of a picture <c>H</c>; 1 where it takes rows of numbers.</summary>
    public int Height => Input.Height;

    /// <summary>Columns of a picture <c>W</c>; 1 where it takes rows of numbers.</summary>
    public int Width => Input.Width;

    /// <summary>What the network expects of its pixels, unless it was trained on something else; null if it takes rows
    /// of numbers.</summary>
    public PixelContract? DefaultContract { get; }

    /// <summary>Least number of samples in a training batch: 2 where batch normalisation needs a spread, else
    /// 1.</summary>
    public int SmallestTrainingBatch => smallestTrainingBatch ??= modules().Any(module => module is BatchNorm) ? 2 : 1;

    /// <summary>Every learned tensor once, under its key of the state dictionary, with its share of learning rate and
    /// decay.</summary>
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
    /// <param name="input">Pictures as the contract describes them, <c>[N, C, H, W]</c>, or rows of numbers; floating,
    /// any memory layout.</param>
    /// <returns>Raw features. Shape <c>[N, D]</c>. A NaN in a sample gives NaN in its feature.</returns>
    /// <exception cref="ArgumentException">The shape or type is wrong, or a training batch is too small; what was
    /// expected is named.</exception>
    public sealed override Tensor forward(Tensor input)
    {
        Require.Floating(input);

        ReadOnlySpan<long> wanted = Input.IsMap ? [Channels, Height, Width] : [Channels];
        if (input.shape is not [> 0, ..] shape || !shape.AsSpan(1).SequenceEqual(wanted))
        {
            var (sides, advice) = (string.Join(", ", wanted.ToArray()), Input.IsMap
                ? $" Prepare them by its {nameof(DefaultContract)}."
                : "");
            throw new ArgumentException(
                $"{(Input.IsMap ? "Pictures" : "Rows")} for {Name} must have shape [N, {sides}] with N at least 1, "
                + $"but was {Require.Shape(input)}.{advice}",
                nameof(input));
        }

        if (training && input.shape[0] < SmallestTrainingBatch)
        {
            throw new ArgumentException(
                $"A training batch for {Name} must have at least {SmallestTrainingBatch} "
                + $"{(Input.IsMap ? "pictures" : "rows")}, but had "
                + $"{input.shape[0]}. Batch normalisation needs a spread: drop the rest of an epoch, or call eval().",
                nameof(input));
        }

        using var scope = NewDisposeScope();
        return Features(input).MoveToOuterDisposeScope();
    }

    /// <summary>The network itself, on checked samples, inside a dispose scope.</summary>
    /// <param name="input">Pictures <c>[N, C, H, W]</c>, or rows.</param>
    /// <returns>Shape <c>[N, D]</c>.</returns>
    protected abstract Tensor Features(Tensor input);

    /// <summary>Factors on learning rate and weight decay of a tensor that requires a gradient.</summary>
    /// <param name="name">Its key in the state dictionary.</param>
    /// <param name="parameter">The tensor.</param>
    /// <returns>Unless overridden: weights of convolutions and products decay; biases, slopes and normalisations do
    /// not.</returns>
    protected virtual (double LearningRate, double Decay) FactorsOf(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return (1, parameter.dim() > 1 ? 1 : 0);
    }

    private static ValueShape ShapeOf(PixelContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        _ = contract.Checked();
        return ValueShape.Map(contract.ChannelCount, contract.Height, contract.Width);
    }
}
