using NormFace.Embeddings;

namespace NormFace.Cli.Faces;

/// <summary>How far two vectors lie apart, relative to the length of the first.</summary>
internal static class RowDifference
{
    /// <summary>Largest difference of a number, over the length; NaN anywhere gives infinity.</summary>
    /// <param name="expected">One vector.</param>
    /// <param name="found">The other.</param>
    /// <param name="isUnit">Whether the second was divided by its length already.</param>
    public static double Of(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, bool isUnit)
    {
        var (length, largest) = (UnitVector.LengthOf(expected), 0.0);
        for (var index = 0; index < expected.Length; index++)
        {
            var apart = Math.Abs((expected[index] / length) - (isUnit ? found[index] : found[index] / length));
            largest = double.IsNaN(apart) ? double.PositiveInfinity : Math.Max(largest, apart);
        }

        return expected.Length == found.Length ? largest : double.PositiveInfinity;
    }
}
