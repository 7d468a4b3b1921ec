namespace NormFace.SupportVectors;

/// <summary>A kernel whose whole matrix is at hand.</summary>
internal sealed class KernelMatrix : Kernel
{
    private const double AllowedAsymmetry = 1e-8;

    private readonly double[] values;

    /// <summary>Takes a matrix and checks it.</summary>
    /// <param name="values">Entries row by row; kept, not copied. Shape <c>[N, N]</c>.</param>
    /// <param name="count">N, at least 1.</param>
    /// <exception cref="ArgumentException">
    /// It is not square, holds a NaN or an infinity, or two mirrored entries differ by more than 1e-8 of the larger one
    /// (or 1e-8); the entry is named.
    /// </exception>
    public KernelMatrix(double[] values, int count)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (values.LongLength != (long)count * count)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"values must hold {count} x {count} entries, but holds {values.Length}."), nameof(values));
        }

        this.values = values;
        Count = count;
        CheckEntries();
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override double Self(int sample) => values[(sample * Count) + sample];

    /// <inheritdoc/>
    public override void Row(int sample, Span<double> values) =>
        this.values.AsSpan(sample * Count, Count).CopyTo(values);

    private void CheckEntries()
    {
        for (var row = 0; row < Count; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var (entry, mirrored) = (values[(row * Count) + column], values[(column * Count) + row]);
                if (!double.IsFinite(entry) || !double.IsFinite(mirrored))
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"Every entry of a kernel must be finite, but [{row}, {column}] is {entry} and [{column}, ")
                        + FormattableString.Invariant($"{row}] is {mirrored}."), nameof(values));
                }

                if (Math.Abs(entry - mirrored) > AllowedAsymmetry * Math.Max(
                    1, Math.Max(Math.Abs(entry), Math.Abs(mirrored))))
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"A kernel must be symmetric, but [{row}, {column}] is {entry} and [{column}, {row}] is ")
                        + FormattableString.Invariant($"{mirrored}."), nameof(values));
                }
            }
        }
    }
}
