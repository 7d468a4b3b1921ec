using NormFace.Geometry;
using NormFace.Settings;
using NormFace.Theory;

namespace NormFace.Scales;

/// <summary>The scale of a loss: a learned scalar within bounds, or a constant.</summary>
public sealed class Scale : Module
{
    // The field name is the checkpoint key: renaming it breaks saved models. Null where the scale is constant.
    private readonly Parameter? value;
    private readonly double constant;

    /// <summary>Creates the scale.</summary>
    /// <param name="options">How it is chosen.</param>
    /// <param name="classCount">Number of classes <c>C</c>; at least 2 where the scale is derived from it.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range, or the bounds exclude the first value.
    /// </exception>
    public Scale(ScaleOptions options, int classCount)
        : base(nameof(Scale))
    {
        Options = OptionsSection.Check(options);
        constant = options.Fixed ?? options.Learned
            ?? SoftmaxBound.ScaleFor(classCount, (options.Floor ?? options.LearnedFloor)!.Value);

        if (options.IsLearned)
        {
            options.RequireInBounds(constant);
            value = new Parameter(tensor((float)constant));
            value.DetachFromDisposeScope();
        }

        RegisterComponents();
    }

    /// <summary>How it is chosen.</summary>
    public ScaleOptions Options { get; }

    /// <summary>The scale as a number; waits for the device where it is learned.</summary>
    public double Value => value is null
        ? constant
        : Math.Clamp(value.to(ScalarType.Float64).item<double>(), Options.Min, Max);

    /// <summary>The learned scalar with its share of learning rate and decay, or null if it is constant.</summary>
    public ParameterGroup? Group => value is null
        ? null
        : new ParameterGroup(nameof(value), value, Options.LearningRateFactor, Options.DecayFactor);

    private double Max => Options.Max ?? double.PositiveInfinity;

    /// <summary>
    /// The scale as a scalar tensor of the features' device, through which a gradient flows where it is learned.
    /// </summary>
    /// <remarks>
    /// As in the release, a learned value that has left its bounds is itself set back; the gradient at a bound is not
    /// changed.
    /// </remarks>
    internal Tensor Current(Tensor features)
    {
        var type = Precision.Of(features);

        if (value is null)
        {
            return tensor(constant, type, features.device);
        }

        // Written only where it must be: a value saved for backward must not change until then.
        var stored = value.to(ScalarType.Float64).item<double>(); // waits for the device
        if (!(Options.Min <= stored && stored <= Max))
        {
            using var gradientOff = no_grad();
            value.clamp_(Options.Min, Max);
        }

        return value.to(type);
    }
}
