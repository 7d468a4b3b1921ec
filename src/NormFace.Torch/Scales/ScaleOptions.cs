namespace NormFace.Scales;

/// <summary>How the scale <c>s</c> that multiplies the cosines is chosen.</summary>
/// <remarks>Source: Wang et al., "NormFace", arXiv:1704.06369, equation 6 and section 3. Symbols: docs/math.md#scale.</remarks>
public sealed record ScaleOptions
{
    private ScaleOptions()
    {
    }

    /// <summary>First value (or the only one), above 0; null where it is derived from <see cref="TargetFloor"/>.</summary>
    public double? Initial { get; private init; }

    /// <summary>Floor of the loss in nats that the first value allows, or null. See <see cref="Theory.SoftmaxBound"/>.</summary>
    public double? TargetFloor { get; private init; }

    /// <summary>Whether the scale is learned by back-propagation.</summary>
    public bool IsLearned { get; private init; }

    /// <summary>Lower bound; the stored value itself is clamped at every use. The release's 0.01 unless set.</summary>
    public double Minimum { get; init; } = 0.01;

    /// <summary>Upper bound, likewise. None unless set.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Factor on the base learning rate. 1 unless set.</summary>
    public double LearningRateFactor { get; init; } = 1;

    /// <summary>
    /// Factor on the base weight decay. 0 unless set, our choice: decay only lowers the scale. The release lets it act
    /// with factor 1, by default rather than by design.
    /// </summary>
    public double DecayFactor { get; init; }

    /// <summary>A learned scale; the paper's preference, since it adds no hyper-parameter.</summary>
    /// <param name="initial">First value, above 0: 10 in the release, 4 in its joint head.</param>
    /// <returns>The options; bounds and factors may be set with <c>with</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initial"/> is not above 0 and finite.</exception>
    public static ScaleOptions Learned(double initial = 10)
    {
        Geometry.Require.Above(initial, 0);
        return new ScaleOptions { Initial = initial, IsLearned = true };
    }

    /// <summary>A constant scale; the paper names 20 to 30.</summary>
    /// <param name="value">The scale, above 0.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not above 0 and finite.</exception>
    public static ScaleOptions Fixed(double value)
    {
        Geometry.Require.Above(value, 0);
        return new ScaleOptions { Initial = value, Minimum = 0 };
    }

    /// <summary>A scale derived from the number of classes, so that the loss can fall to a wanted floor.</summary>
    /// <param name="floor">Wanted floor in nats, above 0 and below <c>log C</c>.</param>
    /// <param name="isLearned">Whether training may move it from there.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floor"/> is not above 0 and finite.</exception>
    public static ScaleOptions ForFloor(double floor = Theory.ScalePlan.DefaultFloor, bool isLearned = false)
    {
        Geometry.Require.Above(floor, 0);
        return new ScaleOptions { TargetFloor = floor, IsLearned = isLearned };
    }
}
