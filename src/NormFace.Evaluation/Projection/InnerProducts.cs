using System.Numerics;
using System.Runtime.InteropServices;

namespace NormFace.Projection;

/// <summary>Inner products in float64. All spans of a call are equally long.</summary>
internal static class InnerProducts
{
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var firstVectors = Vectors(first);
        var secondVectors = Vectors(second);
        var sums = Vector<double>.Zero;
        for (var index = 0; index < firstVectors.Length; index++)
        {
            sums += firstVectors[index] * secondVectors[index];
        }

        var sum = Vector.Sum(sums);
        for (var index = firstVectors.Length * Vector<double>.Count; index < first.Length; index++)
        {
            sum += first[index] * second[index];
        }

        return sum;
    }

    /// <summary>Four at once with one other, which is read once.</summary>
    public static (double A, double B, double C, double D) Of(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d,
        ReadOnlySpan<double> other)
    {
        var aVectors = Vectors(a);
        var bVectors = Vectors(b);
        var cVectors = Vectors(c);
        var dVectors = Vectors(d);
        var others = Vectors(other);
        Vector<double> aSums = default, bSums = default, cSums = default, dSums = default;
        for (var index = 0; index < others.Length; index++)
        {
            var factor = others[index];
            aSums += aVectors[index] * factor;
            bSums += bVectors[index] * factor;
            cSums += cVectors[index] * factor;
            dSums += dVectors[index] * factor;
        }

        var (aSum, bSum, cSum, dSum) = (Vector.Sum(aSums), Vector.Sum(bSums), Vector.Sum(cSums), Vector.Sum(dSums));
        for (var index = others.Length * Vector<double>.Count; index < other.Length; index++)
        {
            aSum += a[index] * other[index];
            bSum += b[index] * other[index];
            cSum += c[index] * other[index];
            dSum += d[index] * other[index];
        }

        return (aSum, bSum, cSum, dSum);
    }

    private static ReadOnlySpan<Vector<double>> Vectors(ReadOnlySpan<double> values) =>
        MemoryMarshal.Cast<double, Vector<double>>(values);
}
