namespace NormFace.Verification;

/// <summary>Two models by their decisions on the same pairs, each at its own thresholds.</summary>
/// <param name="Accuracy">
/// Shares of pairs decided correctly, with what drawing identities tells of their difference.
/// </param>
/// <param name="OnlyFirstCount">Pairs that only the first model decides correctly.</param>
/// <param name="OnlySecondCount">Pairs that only the second model decides correctly.</param>
/// <param name="McNemarPValue">
/// Exact two-sided p-value that assumes independent pairs, see <see cref="McNemarTest"/>.
/// </param>
/// <param name="BlockSwap">Exact test that holds for pairs that share people.</param>
internal sealed record DecisionComparison(
    PairedDifference Accuracy, long OnlyFirstCount, long OnlySecondCount, double McNemarPValue, BlockSwapTest BlockSwap)
{
    /// <summary>Compares decisions.</summary>
    /// <param name="identities">Labels of the two identities of each pair, at least one pair.</param>
    /// <param name="firstIsCorrect">Whether the first model decides each pair correctly.</param>
    /// <param name="secondIsCorrect">Whether the second does.</param>
    /// <param name="options">Settings of the bootstrap; the defaults if null.</param>
    /// <returns>The comparison. To swap the models negates the difference and leaves every p-value.</returns>
    /// <exception cref="ArgumentException">
    /// There are no pairs, the lists differ in length, or as for <see cref="SubjectBootstrap"/>.
    /// </exception>
    public static DecisionComparison Of(
        IReadOnlyList<(int First, int Second)> identities,
        IReadOnlyList<bool> firstIsCorrect,
        IReadOnlyList<bool> secondIsCorrect,
        SubjectBootstrapOptions? options = null)
    {
        BlockSwapTest.CheckLengths(identities, firstIsCorrect, secondIsCorrect);
        var (first, second) = (WeightedShare.Of(firstIsCorrect), WeightedShare.Of(secondIsCorrect));
        var accuracy = PairedComparison.OfWeighted(identities, [(first, second)], options)[0];
        var onlyFirst = firstIsCorrect.Zip(secondIsCorrect).LongCount(pair => pair.First && !pair.Second);
        var onlySecond = firstIsCorrect.Zip(secondIsCorrect).LongCount(pair => !pair.First && pair.Second);
        return new DecisionComparison(
            accuracy, onlyFirst, onlySecond, McNemarTest.PValue(onlyFirst, onlySecond), BlockSwapTest.Of(
                identities, firstIsCorrect, secondIsCorrect));
    }
}
