using MathNet.Numerics.LinearAlgebra;

namespace NormFace.Projection;

/// <summary>Directions along which rows vary most, learned from some rows and used on any.</summary>
/// <remarks>
/// <para>
/// The fewest components are kept whose variances together are greater than a share of all variance; the paper's
/// protocol keeps more than 99.5 % on the rows of nine folds. Source: Wang et al., "NormFace", arXiv:1704.06369,
/// section 4.
/// </para>
/// <para>All arithmetic is in float64. Equal rows give an equal model bit for bit, on any number of cores.</para>
/// </remarks>
public sealed class PrincipalComponents
{
    private readonly double[] mean, components, variances;

    private PrincipalComponents(double[] mean, double[] components, double[] variances, double totalVariance)
    {
        this.mean = mean;
        this.components = components;
        this.variances = variances;
        TotalVariance = totalVariance;
    }

    /// <summary>Length of the rows that are projected, D.</summary>
    public int InputSize => mean.Length;

    /// <summary>Number of components kept, k, from 1 to D.</summary>
    public int Size => variances.Length;

    /// <summary>Mean of the rows learned from. Shape <c>[D]</c>.</summary>
    public ReadOnlyMemory<double> Mean => mean;

    /// <summary>
    /// The components row by row, orthonormal, by falling variance. In each the value of largest magnitude is above 0;
    /// of several the first. Shape <c>[k, D]</c>.
    /// </summary>
    public ReadOnlyMemory<double> Components => components;

    /// <summary>Variance along each component (division by N), falling, at least 0. Shape <c>[k]</c>.</summary>
    public IReadOnlyList<double> Variances => variances;

    /// <summary>Variance of the rows over all D directions, above 0.</summary>
    public double TotalVariance { get; }

    /// <summary>Share of the variance that the components hold, in (0, 1].</summary>
    public double ExplainedShare => Math.Min(1, variances.Sum() / TotalVariance);

    /// <summary>Learns components.</summary>
    /// <param name="rows">
    /// Values row by row, finite; a row that comes twice counts twice. Fewer rows than columns will do. Shape <c>[N,
    /// D]</c>, N at least 2.
    /// </param>
    /// <param name="columns">D, at least 1.</param>
    /// <param name="share">Share of the variance to be exceeded, in [0, 1). Default: 0.995.</param>
    /// <returns>The components.</returns>
    /// <exception cref="ArgumentException">
    /// The rows are not whole or fewer than two, hold a value that is not finite, or do not vary measurably.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="share"/> or <paramref name="columns"/> is out of range.
    /// </exception>
    public static PrincipalComponents Fit(ReadOnlySpan<double> rows, int columns, double share = 0.995)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (!(share >= 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(share), share, FormattableString.Invariant($"share must lie in [0, 1), but was {share}."));
        }

        if (rows.Length % columns != 0 || rows.Length / columns < 2)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"rows must hold at least two whole rows of {columns} values, but holds {rows.Length} ")
                + "values.", nameof(rows));
        }

        var count = rows.Length / columns;
        var (centred, mean) = Centred(rows, columns, count);
        var decomposition = Matrix<double>.Build.Dense(columns, columns, CovarianceMatrix.Of(centred, count))
            .Evd(Symmetricity.Symmetric);
        return Keep(
            mean,
            decomposition.EigenVectors,
            [.. decomposition.EigenValues.Select(value => Math.Max(0, value.Real))],
            share);
    }

    /// <summary>Learns components from float32 rows.</summary>
    /// <inheritdoc cref="Fit(ReadOnlySpan{double}, int, double)"/>
    public static PrincipalComponents Fit(ReadOnlySpan<float> rows, int columns, double share = 0.995) =>
        Fit(Widened(rows), columns, share);

    /// <summary>Takes the mean off rows and gives their coordinates along the components.</summary>
    /// <param name="rows">Values row by row. Shape <c>[M, D]</c>, M at least 0.</param>
    /// <returns>Coordinates row by row; those of a row with a NaN are NaN. Shape <c>[M, k]</c>.</returns>
    /// <exception cref="ArgumentException">The rows are not whole.</exception>
    public double[] Project(ReadOnlySpan<double> rows)
    {
        if (rows.Length % InputSize != 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"rows must hold whole rows of {InputSize} values, but holds {rows.Length} values."), nameof(rows));
        }

        var values = rows.ToArray();
        var projected = new double[values.Length / InputSize * Size];
        Parallel.For(0, values.Length / InputSize, row =>
        {
            var centred = values.AsSpan(row * InputSize, InputSize);
            for (var column = 0; column < InputSize; column++)
            {
                centred[column] -= mean[column];
            }

            for (var component = 0; component < Size; component++)
            {
                projected[(row * Size) + component] = InnerProducts.Of(
                    components.AsSpan(component * InputSize, InputSize), centred);
            }
        });

        return projected;
    }

    /// <summary>Takes the mean off float32 rows and gives their coordinates along the components.</summary>
    /// <inheritdoc cref="Project(ReadOnlySpan{double})"/>
    public double[] Project(ReadOnlySpan<float> rows) => Project(Widened(rows));

    private static PrincipalComponents Keep(double[] mean, Matrix<double> vectors, double[] variances, double share)
    {
        var columns = mean.Length;
        var total = variances.Sum();
        if (!(total > 0 && double.IsFinite(total)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"rows must have a variance that float64 can hold, but it is {total}. Scale them to about 1."));
        }

        int[] falling = [.. Enumerable.Range(0, columns).OrderByDescending(index => variances[index])];
        var (kept, sum) = (0, 0.0);
        while (kept < columns && sum <= share * total)
        {
            sum += variances[falling[kept++]];
        }

        var components = new double[kept * columns];
        for (var component = 0; component < kept; component++)
        {
            var vector = vectors.Column(falling[component]).ToArray();
            var sign = Math.Sign(vector.MaxBy(Math.Abs));
            for (var column = 0; column < columns; column++)
            {
                components[(component * columns) + column] = sign * vector[column];
            }
        }

        return new PrincipalComponents(
            mean, components, [.. falling.Take(kept).Select(index => variances[index])], total);
    }

    // Values column by column less their mean. Rows that are all the same are found by comparison: rounding of a mean
    // hides them.
    private static (double[] Columns, double[] Mean) Centred(ReadOnlySpan<double> rows, int columns, int count)
    {
        var centred = new double[rows.Length];
        var mean = new double[columns];
        var varies = false;
        for (var index = 0; index < rows.Length; index++)
        {
            var (row, column) = (index / columns, index % columns);
            if (!double.IsFinite(rows[index]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Every value must be finite, but column {column} of row {row} is {rows[index]}."), nameof(rows));
            }

            varies |= rows[index] != rows[column];
            centred[(column * count) + row] = rows[index];
            mean[column] += rows[index] / count;
        }

        if (!varies)
        {
            throw new ArgumentException(
                $"rows must vary to have components, but all {count} are the same.", nameof(rows));
        }

        for (var column = 0; column < columns; column++)
        {
            foreach (ref var value in centred.AsSpan(column * count, count))
            {
                value -= mean[column];
            }
        }

        return (centred, mean);
    }

    private static double[] Widened(ReadOnlySpan<float> rows)
    {
        var widened = new double[rows.Length];
        for (var index = 0; index < rows.Length; index++)
        {
            widened[index] = rows[index];
        }

        return widened;
    }
}
