namespace NormFace.Matlab;

/// <summary>An array of numbers or of truth values.</summary>
internal sealed class MatNumbers : MatArray
{
    private readonly string className;
    private readonly double[] values;
    private readonly double[] imaginary;

    internal MatNumbers(
        IReadOnlyList<int> dimensions, string className, bool isLogical, double[] values, double[] imaginary)
        : base(dimensions)
    {
        this.className = className;
        this.values = values;
        this.imaginary = imaginary;
        IsLogical = isLogical;
    }

    /// <summary>MATLAB's class, such as <c>double</c> or <c>int32</c>; <c>uint8</c> for truth values.</summary>
    public string ClassName => className;

    /// <summary>Whether the values are truth values, 0 or 1.</summary>
    public bool IsLogical { get; }

    /// <summary>Real parts, column by column, each exactly as stored; NaN and infinities are possible.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>Imaginary parts in the same order; empty for an array of real numbers.</summary>
    public IReadOnlyList<double> Imaginary => imaginary;

    private protected override string Kind =>
        IsLogical ? "logical" : imaginary.Length > 0 ? $"complex {className}" : className;
}
