// A loss as somebody else would write it, with our packages and nothing else: see CONTRIBUTING.md.
using System.ComponentModel.DataAnnotations;
using NormFace.Agents;
using NormFace.Losses;
using NormFace.Scales;
using static TorchSharp.torch;

namespace Outside;

public sealed record CircleOptions : MarginSoftmaxOptions
{
    public CircleOptions() => Scale = new ScaleOptions { Fixed = 256 };

    /// <summary>Relaxation <c>m</c>; 0.25 as published for faces.</summary>
    [Range(0.0, 1.0)]
    public double Margin { get; init; } = 0.25;
}

/// <summary>Cosines far from their optimum weigh more. Source: Sun et al., arXiv:2002.10857, equation 6.</summary>
public sealed class CircleLoss(int classCount, int featureSize, CircleOptions? options = null)
    : MarginSoftmaxLoss<CircleOptions>(classCount, featureSize, options)
{
    protected override Tensor OwnLogit(OwnAngle own) =>
        (1 + Options.Margin - own.Cosine.detach()).relu() * (own.Cosine - (1 - Options.Margin));

    protected override OthersReduction Others(Comparison comparison) => new Negatives(Options.Margin);

    // log Σ exp(s·α·(c − m)) with the weight α = [c + m]₊ held constant
    private sealed class Negatives(double margin) : OthersReduction
    {
        private readonly OthersLogSumExp sum = new();

        public override Tensor[] Reduce(Tensor tile, RowFacts rows) => sum.Reduce(Logits(tile, rows), rows);

        public override Tensor[] Merge(Tensor[] first, Tensor[] second) => sum.Merge(first, second);

        public override Tensor Slope(Tensor tile, RowFacts rows, Tensor[] total) =>
            sum.Slope(Logits(tile, rows), rows, total) * Weights(tile, rows);

        public override Tensor? ScaleSlope(Tensor tile, RowFacts rows, Tensor[] total) =>
            (Slope(tile, rows, total) * -margin).sum(1); // at a fixed tile z = s·c the logit α·(z − s·m) moves by −α·m

        private Tensor Weights(Tensor tile, RowFacts rows) => ((tile / rows.Scale!.unsqueeze(1)) + margin).relu();

        private Tensor Logits(Tensor tile, RowFacts rows) => where(
            tile.gt(Absent / 2), Weights(tile, rows) * (tile - (rows.Scale!.unsqueeze(1) * margin)), tile);
    }
}
