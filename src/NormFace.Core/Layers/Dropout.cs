namespace NormFace.Layers;

/// <summary>Sets a share of the values to zero in training, and scales the others up.</summary>
/// <param name="Rate">The share, in [0, 1).</param>
public sealed record Dropout(double Rate) : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Rate is >= 0 and < 1
        ? Single(inputs)
        : throw new ArgumentException(FormattableString.Invariant($"its rate must lie in [0, 1), but was {Rate}"));
}
