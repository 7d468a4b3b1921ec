namespace NormFace.Matlab;

/// <summary>A value of a MATLAB file: an array of numbers, of characters, of cells or of structures.</summary>
/// <remarks>
/// Elements are kept in MATLAB's column-major order: of a matrix of R rows, the element in row r and column c, both
/// from 0, is number <c>r + R c</c>. A vector is the same list whether it stands or lies.
/// </remarks>
internal abstract class MatArray
{
    private protected MatArray(IReadOnlyList<int> dimensions)
    {
        Dimensions = dimensions;
    }

    /// <summary>Lengths along each direction, at least two of them; a column of n values is <c>[n, 1]</c>.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>A description, such as <c>[13233, 1] cell</c>.</summary>
    public string Description => FormattableString.Invariant($"[{string.Join(", ", Dimensions)}] {Kind}");

    private protected abstract string Kind { get; }
}
