using NormFace.Settings;

namespace NormFace.Losses;

/// <summary>A loss on a batch of features with class labels: the mean of one value per sample.</summary>
/// <remarks>
/// <para>
/// Features are raw: each loss projects them itself where its equation asks for it, and projecting twice changes
/// nothing. bfloat16 and float16 features are compared in float32, and so are float32 ones; float64 stays. The result
/// has that type.
/// </para>
/// <para>A NaN in a feature gives a NaN loss; nothing hides it behind a plateau.</para>
/// <para>
/// A loss of one's own overrides <see cref="Losses"/>. <see cref="AgentLoss"/> adds class agents and their comparison,
/// <see cref="MarginSoftmaxLoss{TOptions}"/> all but the margin. A parameter or a buffer of its own is registered as
/// TorchSharp has it: by <c>RegisterComponents()</c> at the end of the constructor, under the name of its field.
/// </para>
/// </remarks>
public abstract class EmbeddingLoss : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss and checks its options, those that a derived record adds included.</summary>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range; it is named.</exception>
    /// <exception cref="ArgumentException">Options contradict each other.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    protected EmbeddingLoss(LossOptions? options = null)
        : base(nameof(EmbeddingLoss))
    {
        Native.NativeStart.Ensure();
        name = GetType().Name;
        options = OptionsSection.Check(options ?? new LossOptions());
        (IgnoreLabel, FeatureEpsilon) = (options.IgnoreLabel, options.FeatureEpsilon);
    }

    /// <summary>Rows with this label take no part; null if every row does.</summary>
    public long? IgnoreLabel { get; }

    /// <summary>Number of classes <c>C</c>, or null if any label at or above 0 will do.</summary>
    public virtual int? ClassCount => null;

    /// <summary>Number of columns <c>D</c> the features must have, or null for any.</summary>
    public virtual int? FeatureSize => null;

    /// <summary>
    /// Lowest mean loss that balanced classes can reach, in nats (or squared distances); null if none is known.
    /// </summary>
    /// <remarks>Reads the scale, and so waits for the device where that is learned.</remarks>
    public virtual double? Floor => null;

    /// <summary>Every learned tensor once, with its share of learning rate and decay.</summary>
    public virtual IReadOnlyList<ParameterGroup> ParameterGroups => [];

    /// <summary>ε inside the root of a feature's length.</summary>
    protected double FeatureEpsilon { get; }

    /// <summary>Mean loss of a batch.</summary>
    /// <param name="features">Raw network output. Shape <c>[N, D]</c>, floating, <c>N</c> at least 1.</param>
    /// <param name="labels">
    /// Class of each row, in <c>[0, C)</c>, or the ignored label. Shape <c>[N]</c>, integer.
    /// </param>
    /// <returns>A scalar; 0 if every row is ignored.</returns>
    /// <exception cref="ArgumentException">
    /// A shape or type is wrong, or a label is out of range: label, row and class count are named.
    /// </exception>
    public sealed override Tensor forward(Tensor features, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var rows = Rows(features, labels);
        var mean = rows.Count == 0 ? rows.Nothing() : Losses(rows.Features, rows.Labels).mean();
        return mean.MoveToOuterDisposeScope();
    }

    /// <summary>Loss of every sample, for weighting or mining.</summary>
    /// <param name="features">Raw network output. Shape <c>[N, D]</c>, floating, <c>N</c> at least 1.</param>
    /// <param name="labels">
    /// Class of each row, in <c>[0, C)</c>, or the ignored label. Shape <c>[N]</c>, integer.
    /// </param>
    /// <returns>Shape <c>[N]</c>; 0 in ignored rows. The mean over the others is the loss.</returns>
    /// <exception cref="ArgumentException">
    /// A shape or type is wrong, or a label is out of range: label, row and class count are named.
    /// </exception>
    public Tensor PerSample(Tensor features, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var rows = Rows(features, labels);
        var losses = rows.Count == 0 ? rows.Labels.to(rows.Features.dtype) : Losses(rows.Features, rows.Labels);
        return rows.Restore(losses).MoveToOuterDisposeScope();
    }

    /// <summary>The equation: loss of each row.</summary>
    /// <param name="features">Checked rows, float32 or float64. Shape <c>[N, D]</c>.</param>
    /// <param name="labels">Checked labels. Shape <c>[N]</c>, int64.</param>
    /// <returns>Shape <c>[N]</c>.</returns>
    /// <remarks>Called within a dispose scope, so that nothing has to be disposed.</remarks>
    protected internal abstract Tensor Losses(Tensor features, Tensor labels);

    /// <summary>The rows of a batch that take part, checked.</summary>
    internal LabelledRows Rows(Tensor features, Tensor labels) =>
        LabelledRows.Of(features, labels, FeatureSize, ClassCount, IgnoreLabel);
}
