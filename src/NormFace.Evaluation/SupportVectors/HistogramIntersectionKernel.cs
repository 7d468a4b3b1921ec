using System.Numerics;
using System.Runtime.InteropServices;

namespace NormFace.SupportVectors;

/// <summary>How much two histograms overlap: <c>K(a, b) = Σ min(a_k, b_k)</c>.</summary>
/// <remarks>
/// Positive semidefinite for values of at least 0. For histograms that sum to 1 it lies in [0, 1] and is 1 for equal
/// ones, up to rounding. Source: Barla, Odone, Verri, "Histogram intersection kernel for image classification", ICIP
/// 2003.
/// </remarks>
internal sealed class HistogramIntersectionKernel : Kernel
{
    private readonly double[] histograms;
    private readonly int bins;

    /// <summary>Takes histograms and checks them.</summary>
    /// <param name="histograms">
    /// Values row by row, each finite and at least 0; kept, not copied. Shape <c>[N, B]</c>.
    /// </param>
    /// <param name="bins">B, at least 1.</param>
    /// <exception cref="ArgumentException">
    /// There is no whole histogram, or a value is NaN, infinite or below 0; it is named.
    /// </exception>
    public HistogramIntersectionKernel(double[] histograms, int bins)
    {
        ArgumentNullException.ThrowIfNull(histograms);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (histograms.Length == 0 || histograms.Length % bins != 0)
        {
            throw new ArgumentException(
                $"histograms must be whole rows of {bins} bins, but holds {histograms.Length} values.",
                nameof(histograms));
        }

        CheckValues(histograms, bins);
        this.histograms = histograms;
        this.bins = bins;
    }

    /// <inheritdoc/>
    public override int Count => histograms.Length / bins;

    /// <summary>The overlap of two histograms.</summary>
    /// <param name="first">Values of at least 0. Shape <c>[B]</c>.</param>
    /// <param name="second">Values of at least 0. Shape <c>[B]</c>.</param>
    /// <returns><c>Σ min(a_k, b_k)</c>; swapping the two changes no bit. A NaN gives NaN.</returns>
    /// <exception cref="ArgumentException">They differ in length.</exception>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException(
                $"second must have as many bins as first ({first.Length}), but has {second.Length}.", nameof(second));
        }

        var firstVectors = MemoryMarshal.Cast<double, Vector<double>>(first);
        var secondVectors = MemoryMarshal.Cast<double, Vector<double>>(second);
        var sums = Vector<double>.Zero;
        for (var index = 0; index < firstVectors.Length; index++)
        {
            sums += Vector.Min(firstVectors[index], secondVectors[index]);
        }

        var sum = Vector.Sum(sums);
        for (var index = firstVectors.Length * Vector<double>.Count; index < first.Length; index++)
        {
            sum += Math.Min(first[index], second[index]);
        }

        return sum;
    }

    /// <inheritdoc/>
    public override double Self(int sample) => Of(Histogram(sample), Histogram(sample));

    /// <inheritdoc/>
    public override void Row(int sample, Span<double> values) => Row(Histogram(sample), values);

    /// <summary>Overlaps of any histogram with all samples: what a trained machine decides a new sample by.</summary>
    /// <param name="histogram">Values of at least 0. Shape <c>[B]</c>.</param>
    /// <param name="values">Receives the overlaps. Shape <c>[N]</c>.</param>
    /// <exception cref="ArgumentException">The bins or the values do not match.</exception>
    public void Row(ReadOnlySpan<double> histogram, Span<double> values)
    {
        if (values.Length != Count)
        {
            throw new ArgumentException(
                $"values must be as long as there are samples ({Count}), but has {values.Length}.", nameof(values));
        }

        for (var other = 0; other < values.Length; other++)
        {
            values[other] = Of(histogram, Histogram(other));
        }
    }

    private ReadOnlySpan<double> Histogram(int sample) => histograms.AsSpan(sample * bins, bins);

    private static void CheckValues(double[] histograms, int bins)
    {
        for (var index = 0; index < histograms.Length; index++)
        {
            if (!(histograms[index] >= 0 && double.IsFinite(histograms[index])))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Every bin must be finite and at least 0, but bin {index % bins} of histogram {index / bins} ")
                    + FormattableString.Invariant($"is {histograms[index]}."), nameof(histograms));
            }
        }
    }
}
