using System.ComponentModel.DataAnnotations;

namespace NormFace.Optimization;

/// <summary>Settings of <see cref="FusedAdamW"/>. Defaults are those of its authors.</summary>
public sealed record AdamWOptions
{
    /// <summary>Share of the past in the mean gradient, <c>β₁</c>.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double MeanRetention { get; init; } = 0.9;

    /// <summary>Share of the past in the mean square, <c>β₂</c>.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double SquareRetention { get; init; } = 0.999;

    /// <summary>Added to the divisor.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Base weight decay <c>λ</c>.</summary>
    [Range(0, double.MaxValue)]
    public double Decay { get; init; } = 0.01;
}
