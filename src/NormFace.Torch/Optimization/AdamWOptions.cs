namespace NormFace.Optimization;

/// <summary>Settings of <see cref="FusedAdamW"/>. Defaults are those of its authors.</summary>
public sealed record AdamWOptions
{
    /// <summary>Share of the past in the mean gradient, <c>β₁</c>, in [0, 1).</summary>
    /// <value>0.9 unless set.</value>
    public double MeanRetention { get; init; } = 0.9;

    /// <summary>Share of the past in the mean square, <c>β₂</c>, in [0, 1).</summary>
    /// <value>0.999 unless set.</value>
    public double SquareRetention { get; init; } = 0.999;

    /// <summary>Guard of the division, above 0.</summary>
    /// <value>1e-8 unless set.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Base weight decay <c>λ</c>, at least 0.</summary>
    /// <value>0.01 unless set.</value>
    public double Decay { get; init; } = 0.01;
}
