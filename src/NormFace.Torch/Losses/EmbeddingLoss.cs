namespace NormFace.Losses;

/// <summary>A loss on a batch of features with class labels: the mean of one value per sample.</summary>
/// <remarks>
/// <para>
/// Features are raw: each loss projects them itself where its equation asks for it, and projecting twice changes nothing.
/// bfloat16 and float16 features are compared in float32, and so are float32 ones; float64 stays. The result has that type.
/// </para>
/// <para>A NaN in a feature gives a NaN loss; nothing hides it behind a plateau.</para>
/// </remarks>
public abstract class EmbeddingLoss : Module<Tensor, Tensor, Tensor>
{
    private protected EmbeddingLoss(string name, long? ignoreLabel)
        : base(name)
    {
        Native.NativeStart.Ensure();
        IgnoreLabel = ignoreLabel;
    }

    /// <summary>Rows with this label take no part; null where every row does.</summary>
    public long? IgnoreLabel { get; }

    /// <summary>Lowest mean loss that balanced classes can reach, in nats (or squared distances); null where none is known.</summary>
    /// <remarks>Reads the scale, and so waits for the device where that is learned.</remarks>
    public virtual double? Floor => null;

    /// <summary>Every learned tensor once, with its share of learning rate and decay.</summary>
    public abstract IReadOnlyList<ParameterGroup> ParameterGroups { get; }

    /// <summary>Mean loss of a batch.</summary>
    /// <param name="features">Raw network output. Shape <c>[N, D]</c>, floating, <c>N</c> at least 1.</param>
    /// <param name="labels">Class of each row, in <c>[0, C)</c>, or the ignored label. Shape <c>[N]</c>, integer.</param>
    /// <returns>A scalar; 0 where every row is ignored.</returns>
    /// <exception cref="ArgumentException">A shape or type is wrong, or a label is out of range: label, row and class count are named.</exception>
    public override Tensor forward(Tensor features, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var rows = LabelledRows.Of(features, labels, FeatureLimit, ClassLimit, IgnoreLabel);
        return (rows.Count == 0 ? rows.Nothing() : Losses(rows.Features, rows.Labels).mean()).MoveToOuterDisposeScope();
    }

    /// <summary>Loss of every sample, for weighting or mining.</summary>
    /// <param name="features">Raw network output. Shape <c>[N, D]</c>, floating, <c>N</c> at least 1.</param>
    /// <param name="labels">Class of each row, in <c>[0, C)</c>, or the ignored label. Shape <c>[N]</c>, integer.</param>
    /// <returns>Shape <c>[N]</c>; 0 in ignored rows. The mean over the others is the loss.</returns>
    /// <exception cref="ArgumentException">A shape or type is wrong, or a label is out of range: label, row and class count are named.</exception>
    public Tensor PerSample(Tensor features, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var rows = LabelledRows.Of(features, labels, FeatureLimit, ClassLimit, IgnoreLabel);
        var losses = rows.Count == 0 ? rows.Labels.to(rows.Features.dtype) : Losses(rows.Features, rows.Labels);
        return rows.Restore(losses).MoveToOuterDisposeScope();
    }

    /// <summary>Number of classes <c>C</c>, or null where any label at or above 0 will do.</summary>
    internal abstract int? ClassLimit { get; }

    /// <summary>Number of columns the features must have, or null for any.</summary>
    internal virtual int? FeatureLimit => null;

    /// <summary>The equation: loss of each row.</summary>
    /// <param name="features">Checked rows, float32 or float64. Shape <c>[N, D]</c>.</param>
    /// <param name="labels">Checked labels. Shape <c>[N]</c>, int64.</param>
    /// <returns>Shape <c>[N]</c>.</returns>
    internal abstract Tensor Losses(Tensor features, Tensor labels);
}
