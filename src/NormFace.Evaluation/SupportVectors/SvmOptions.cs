namespace NormFace.SupportVectors;

/// <summary>Settings of the training of a support vector machine.</summary>
internal sealed record SvmOptions
{
    /// <summary>Price of a unit of violated margin, finite and above 0. Default: 1, as in the paper.</summary>
    public double C { get; init; } = 1;

    /// <summary>Largest KKT gap to end with, above 0. Default: 1e-3.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Most iterations of the solver, at least 1. Default: ten million.</summary>
    public int IterationLimit { get; init; } = 10_000_000;

    /// <summary>
    /// Bytes for rows of the kernel that are kept, at least 0; two rows are kept in any case. Default: 64 MiB.
    /// </summary>
    public long CacheBytes { get; init; } = 64L << 20;

    internal void Check()
    {
        if (!(C > 0 && double.IsFinite(C)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(C), C, FormattableString.Invariant($"C must be finite and above 0, but was {C}."));
        }

        if (!(Tolerance > 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Tolerance), Tolerance, FormattableString.Invariant(
                    $"Tolerance must be above 0, but was {Tolerance}."));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(IterationLimit, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(CacheBytes);
    }
}
