namespace NormFace.Layers;

/// <summary>ReLU: <c>max(x, 0)</c>.</summary>
public sealed record Relu : Layer
{
    /// <summary>Largest output, above 0; default: null, for none. MobileNet has 6.</summary>
    public double? Limit { get; init; }

    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Limit is null or > 0
        ? Single(inputs)
        : throw new ArgumentException(
            FormattableString.Invariant($"its limit must be above 0, but was {Limit}"));
}
