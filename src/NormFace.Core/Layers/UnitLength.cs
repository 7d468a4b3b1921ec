namespace NormFace.Layers;

/// <summary>A row divided by its length, <c>x/√(Σ x² + ε)</c>, ε = 1e-12; a row of zeros stays zero.</summary>
/// <remarks>Source: Wang et al., "NormFace", arXiv:1704.06369, equation 3.</remarks>
public sealed record UnitLength : Layer
{
    /// <summary>ε, inside the root.</summary>
    public const double Epsilon = 1e-12;

    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Single(inputs).IsMap
        ? throw new ArgumentException($"it takes a row [D], but was given {inputs[0]}: flatten the map first")
        : inputs[0];
}
