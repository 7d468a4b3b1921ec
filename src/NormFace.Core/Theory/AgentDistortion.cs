namespace NormFace.Theory;

/// <summary>What is lost by comparing with a class's agent instead of its samples (Proposition 3).</summary>
/// <remarks>
/// <para><c>(1/|C|)·Σⱼ ( d(f₀, fⱼ) − d(f₀, W) )² ≤ (1/|C|)·Σⱼ d(fⱼ, W)²</c></para>
/// <para>
/// <c>d</c> must be the Euclidean distance itself. With squared distances in its place the inequality fails about half
/// of the time, because those obey no triangle inequality. Source: Wang et al., "NormFace", arXiv:1704.06369,
/// Proposition 3. Symbols: docs/math.md#proposition-3.
/// </para>
/// </remarks>
public static class AgentDistortion
{
    /// <summary>
    /// Mean square difference between the distances to a class's samples and the distance to its agent.
    /// </summary>
    /// <param name="toSamples"><c>d(f₀, fⱼ)</c> for each sample of the class; at least one.</param>
    /// <param name="toAgent"><c>d(f₀, W)</c>.</param>
    /// <returns>The left side of the proposition, at least 0.</returns>
    /// <exception cref="ArgumentException"><paramref name="toSamples"/> is empty.</exception>
    public static double MeanSquare(ReadOnlySpan<double> toSamples, double toAgent)
    {
        Check.NotEmpty(toSamples.Length, nameof(toSamples));
        var sum = 0.0;

        foreach (var distance in toSamples)
        {
            sum += (distance - toAgent) * (distance - toAgent);
        }

        return sum / toSamples.Length;
    }

    /// <summary>
    /// The bound on <see cref="MeanSquare"/>: mean square distance of the samples to their own agent.
    /// </summary>
    /// <param name="samplesToAgent"><c>d(fⱼ, W)</c> for each sample of the class; at least one.</param>
    /// <returns>The right side of the proposition, at least 0.</returns>
    /// <exception cref="ArgumentException"><paramref name="samplesToAgent"/> is empty.</exception>
    public static double Bound(ReadOnlySpan<double> samplesToAgent) => MeanSquare(samplesToAgent, 0);
}
