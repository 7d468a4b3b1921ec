using System.ComponentModel.DataAnnotations;

namespace NormFace.Optimization;

/// <summary>Settings of <see cref="CaffeSgd"/>. Defaults are the paper's.</summary>
public sealed record SgdOptions
{
    /// <summary>Momentum <c>μ</c>.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Base weight decay <c>λ</c>.</summary>
    [Range(0, double.MaxValue)]
    public double Decay { get; init; } = 5e-4;
}
