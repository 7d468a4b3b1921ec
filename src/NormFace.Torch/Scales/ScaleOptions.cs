using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NormFace.Settings;

namespace NormFace.Scales;

/// <summary>
/// How the scale <c>s</c> that multiplies the cosines is chosen: by exactly one of <see cref="Fixed"/>,
/// <see cref="Learned"/>, <see cref="Floor"/> and <see cref="LearnedFloor"/>.
/// </summary>
/// <remarks>
/// A floor is the lowest loss, in nats, that balanced classes can reach at a scale; see
/// <see cref="Theory.SoftmaxBound"/>. Source: Wang et al., "NormFace", arXiv:1704.06369, equation 6 and section 3.
/// Symbols: docs/math.md#scale.
/// </remarks>
public sealed record ScaleOptions : IValidatedOptions
{
    /// <summary>A constant scale; the paper suggests 20 to 30.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Fixed { get; init; }

    /// <summary>
    /// Initial value of a learned scale, which the paper prefers, since it adds no hyper-parameter: 10 in the release,
    /// 4 in its joint head.
    /// </summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Learned { get; init; }

    /// <summary>
    /// A constant scale that allows this floor with the given number of classes; below <c>log C</c>.
    /// </summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Floor { get; init; }

    /// <summary>A learned scale whose initial value allows this floor; below <c>log C</c>.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? LearnedFloor { get; init; }

    /// <summary>
    /// Lower bound of a learned scale: the stored value itself is set back at every use, as in the release.
    /// </summary>
    [JsonPropertyName("minimum"), Range(0, double.MaxValue)]
    public double Min { get; init; } = 0.01;

    /// <summary>Upper bound of a learned scale, applied in the same way; default: none.</summary>
    [JsonPropertyName("maximum"), Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Max { get; init; }

    /// <summary>Factor on the base learning rate.</summary>
    [JsonPropertyName("rate"), Range(0, double.MaxValue)]
    public double LearningRateFactor { get; init; } = 1;

    /// <summary>
    /// Factor on the base weight decay. 0 is our choice: decay only lowers the scale. The release applies it with
    /// factor 1, by default rather than by design.
    /// </summary>
    [JsonPropertyName("decay"), Range(0, double.MaxValue)]
    public double DecayFactor { get; init; }

    /// <summary>Whether the scale is learned by back-propagation.</summary>
    internal bool IsLearned => Learned is not null || LearnedFloor is not null;

    /// <inheritdoc />
    public void Validate()
    {
        if (new[] { Fixed, Learned, Floor, LearnedFloor }.Count(choice => choice is not null) != 1)
        {
            throw new ArgumentException("A scale must hold exactly one of fixed, learned, floor and learnedFloor.");
        }

        if (Learned is { } first)
        {
            RequireInBounds(first);
        }
    }

    /// <summary>Throws unless a learned scale may start at a value.</summary>
    internal void RequireInBounds(double first)
    {
        var max = Max ?? double.PositiveInfinity;
        if (!(Min <= first && first <= max))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The first scale must lie in [{Min}, {max}], but is {first}."));
        }
    }
}
