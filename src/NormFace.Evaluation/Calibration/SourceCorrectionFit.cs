using MathNet.Numerics.LinearAlgebra;
using NormFace.Embeddings;
using NormFace.Models;

namespace NormFace.Calibration;

/// <summary>Learns from several sources of pictures what pictures of one source have in common.</summary>
public static class SourceCorrectionFit
{
    /// <summary>Directions that are removed where none are asked for; docs/rates.md tells how it was chosen.</summary>
    public const int UsualDirections = 8;

    private const double LeastShare = 1e-6; // of the largest variance; below it lies rounding

    /// <summary>Learns a correction.</summary>
    /// <param name="sources">
    /// Uncorrected features of at least two sources, each with its description, all of one size. No person of theirs
    /// should be tested later.
    /// </param>
    /// <param name="directions">Directions to remove at most, at least 0; there are fewer where the means of the
    /// sources span fewer.</param>
    /// <returns>The correction: its mean is that of the sources' means, whatever their sizes.</returns>
    /// <exception cref="ArgumentException">There are fewer than two sources, or sizes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="directions"/> is negative.</exception>
    public static SourceCorrection Of(
        IReadOnlyList<(string Name, FeatureSet Features)> sources, int directions = UsualDirections)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentOutOfRangeException.ThrowIfNegative(directions);
        if (sources.Count < 2)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A correction must be learnt from at least 2 sources, but there are {sources.Count}."),
                nameof(sources));
        }

        var size = sources[0].Features.Size;
        if (sources.FirstOrDefault(source => source.Features.Size != size) is { Name: not null } other)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"All sources must have features of one size, but '{sources[0].Name}' has {size} values and ")
                + FormattableString.Invariant($"'{other.Name}' {other.Features.Size}."), nameof(sources));
        }

        var means = Matrix<double>.Build.DenseOfRowArrays(
            sources.Select(source => MeanOf(source.Features)).ToArray());
        var mean = means.ColumnSums() / sources.Count;
        for (var row = 0; row < sources.Count; row++)
        {
            means.SetRow(row, means.Row(row) - mean);
        }

        return new SourceCorrection(
            [.. mean.Select(value => (float)value)],
            Directions(means, Math.Min(directions, size - 1)),
            [.. sources.Select(source => source.Name)],
            sources.Sum(source => source.Features.Count));
    }

    private static float[][] Directions(Matrix<double> centred, int most)
    {
        var parts = centred.Svd();
        var shares = parts.S.Select(value => value * value).ToArray();
        return
        [
            .. Enumerable.Range(0, shares.Length)
                .Where(index => shares[0] > 0 && shares[index] > LeastShare * shares[0])
                .Take(most)
                .Select(index => parts.VT.Row(index).Select(value => (float)value).ToArray()),
        ];
    }

    private static double[] MeanOf(FeatureSet features)
    {
        var embeddings = features.Normalize();
        var (sum, unit) = (new double[features.Size], new float[features.Size]);
        for (var row = 0; row < features.Count; row++)
        {
            embeddings.CopyRow(row, unit);
            for (var index = 0; index < unit.Length; index++)
            {
                sum[index] += unit[index];
            }
        }

        return [.. sum.Select(value => value / features.Count)];
    }
}
