using System.Numerics;
using System.Runtime.InteropServices;
using NormFace.Embeddings;

namespace NormFace.Protocols.Ytf;

/// <summary>
/// Frames less a mean, projected to the unit sphere when they are needed: a second copy of all frames is never held.
/// </summary>
internal sealed class UnitFrames
{
    private readonly FeatureSet set;
    private readonly double[] mean;
    private readonly double[] factors; // one over the length of each frame less the mean; 0 for frames of no video

    public UnitFrames(FeatureSet set, YtfVideos videos, double[] mean)
    {
        this.set = set;
        this.mean = mean;
        factors = new double[set.Count];
        foreach (var row in videos.Names.SelectMany(videos.Frames))
        {
            var square = 0.0;
            var values = set.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                var difference = values[column] - mean[column];
                square += difference * difference;
            }

            factors[row] = square > 0 && double.IsFinite(square)
                ? 1 / Math.Sqrt(square)
                : throw new InvalidDataException(FormattableString.Invariant(
                    $"Every frame less the mean of the training videos must have a direction, but ")
                    + FormattableString.Invariant($"'{set.Names[row]}' has the squared length {square}."));
        }
    }

    public int Size => set.Size;

    /// <summary>Unit rows of some frames.</summary>
    public void CopyTo(IReadOnlyList<int> rows, Span<float> units)
    {
        for (var place = 0; place < rows.Count; place++)
        {
            var values = set.Row(rows[place]);
            var unit = units.Slice(place * Size, Size);
            var factor = factors[rows[place]];
            for (var column = 0; column < values.Length; column++)
            {
                unit[column] = (float)((values[column] - mean[column]) * factor);
            }
        }
    }

    /// <summary>Cosines of one unit row with many.</summary>
    public static void Cosines(ReadOnlySpan<float> unit, ReadOnlySpan<float> others, Span<float> cosines)
    {
        var size = unit.Length;
        var place = 0;
        for (; place + 4 <= cosines.Length; place += 4)
        {
            FourProducts(unit, others.Slice(place * size, 4 * size), cosines.Slice(place, 4));
        }

        for (; place < cosines.Length; place++)
        {
            cosines[place] = Product(unit, others.Slice(place * size, size));
        }
    }

    private static void FourProducts(ReadOnlySpan<float> unit, ReadOnlySpan<float> others, Span<float> products)
    {
        var size = unit.Length;
        var vectors = Vectors(unit);
        var firsts = Vectors(others[..size]);
        var seconds = Vectors(others.Slice(size, size));
        var thirds = Vectors(others.Slice(2 * size, size));
        var fourths = Vectors(others.Slice(3 * size, size));
        Vector<float> first = default, second = default, third = default, fourth = default;
        for (var index = 0; index < vectors.Length; index++)
        {
            var factor = vectors[index];
            first += factor * firsts[index];
            second += factor * seconds[index];
            third += factor * thirds[index];
            fourth += factor * fourths[index];
        }

        (products[0], products[1], products[2], products[3]) = (
            Vector.Sum(first), Vector.Sum(second), Vector.Sum(third), Vector.Sum(fourth));
        for (var column = vectors.Length * Vector<float>.Count; column < size; column++)
        {
            for (var product = 0; product < products.Length; product++)
            {
                products[product] += unit[column] * others[(product * size) + column];
            }
        }
    }

    // Adds in the order of FourProducts, so that the place of a frame in its video changes no bit.
    private static float Product(ReadOnlySpan<float> unit, ReadOnlySpan<float> other)
    {
        var vectors = Vectors(unit);
        var others = Vectors(other);
        Vector<float> sums = default;
        for (var index = 0; index < vectors.Length; index++)
        {
            sums += vectors[index] * others[index];
        }

        var sum = Vector.Sum(sums);
        for (var column = vectors.Length * Vector<float>.Count; column < unit.Length; column++)
        {
            sum += unit[column] * other[column];
        }

        return sum;
    }

    private static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> values) =>
        MemoryMarshal.Cast<float, Vector<float>>(values);
}
