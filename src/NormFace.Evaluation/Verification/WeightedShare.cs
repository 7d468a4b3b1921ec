namespace NormFace.Verification;

/// <summary>
/// Figures that are shares of pairs: an accuracy, a false accept rate, a true accept rate at fixed decisions.
/// </summary>
internal static class WeightedShare
{
    /// <summary>Share of all pairs of which something holds.</summary>
    /// <param name="holds">Whether it holds of each pair, such as whether it was decided correctly.</param>
    /// <returns>
    /// The figure. For the decisions of the ten LFW folds, each at its own threshold, it is the ten-fold accuracy:
    /// folds of equal size weigh alike.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="holds"/> is empty.</exception>
    public static WeightedFigure Of(IReadOnlyList<bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return Of(holds, Enumerable.Repeat(true, holds.Count).ToArray());
    }

    /// <summary>Share of some pairs of which something holds.</summary>
    /// <param name="holds">Whether it holds of each pair, such as whether it was accepted.</param>
    /// <param name="counts">
    /// Whether the pair counts at all, such as whether it is an impostor pair; at least one does.
    /// </param>
    /// <returns>The figure. It throws <see cref="ArgumentException"/> at weights of another number of pairs.</returns>
    /// <exception cref="ArgumentException">The lists differ in length, or no pair counts.</exception>
    public static WeightedFigure Of(IReadOnlyList<bool> holds, IReadOnlyList<bool> counts)
    {
        ArgumentNullException.ThrowIfNull(holds);
        ArgumentNullException.ThrowIfNull(counts);
        if (holds.Count != counts.Count)
        {
            throw new ArgumentException(
                $"counts must be as long as holds ({holds.Count}), but has {counts.Count} values.", nameof(counts));
        }

        if (!counts.Contains(true))
        {
            throw new ArgumentException("counts must hold of at least one pair, but holds of none.", nameof(counts));
        }

        var (isHeld, isCounted) = (holds.ToArray(), counts.ToArray());
        return weights => Share(weights, isHeld, isCounted);
    }

    private static double Share(ReadOnlySpan<int> weights, bool[] holds, bool[] counts)
    {
        if (weights.Length != holds.Length)
        {
            throw new ArgumentException(
                $"weights must be as long as holds ({holds.Length}), but has {weights.Length} values.",
                nameof(weights));
        }

        long held = 0, all = 0;
        for (var pair = 0; pair < weights.Length; pair++)
        {
            if (counts[pair])
            {
                all += weights[pair];
                held += holds[pair] ? weights[pair] : 0;
            }
        }

        return (double)held / all;
    }
}
