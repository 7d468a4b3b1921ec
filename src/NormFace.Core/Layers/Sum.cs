namespace NormFace.Layers;

/// <summary>The sum of two values of one shape.</summary>
public sealed record Sum : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Count == 2 && inputs[0] == inputs[1]
            ? inputs[0]
            : throw new ArgumentException(
                $"it takes two values of one shape, but was given {string.Join(" and ", inputs)}");
    }
}
