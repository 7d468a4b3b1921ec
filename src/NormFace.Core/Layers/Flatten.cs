namespace NormFace.Layers;

/// <summary>A map as a row: channel by channel, each row by row.</summary>
public sealed record Flatten : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Single(inputs).Count <= int.MaxValue
        ? ValueShape.Row((int)inputs[0].Count)
        : throw new ArgumentException($"it takes at most {int.MaxValue} values, but was given {inputs[0]}");
}
