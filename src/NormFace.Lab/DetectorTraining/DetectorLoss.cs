using TorchSharp;

namespace NormFace.DetectorTraining;

/// <summary>Loss of a batch and its three parts.</summary>
/// <param name="Total">The weighted sum.</param>
/// <param name="Score">Quality focal loss of the scores.</param>
/// <param name="Box">EIoU of the boxes.</param>
/// <param name="Points">Smooth L1 of the points.</param>
internal sealed record DetectorLossParts(Tensor Total, Tensor Score, Tensor Box, Tensor Points);

/// <summary>Loss of a single-shot detector.</summary>
/// <remarks>
/// The score learns the share that the box has in common with the face, by the quality focal loss (Li et al.,
/// "Generalized Focal Loss", arXiv:2006.04388, with β = 2). Boxes learn by EIoU (Zhang et al., arXiv:2101.08158).
/// Points learn by smooth L1 of their distances in shares of the face's side, because alignment counts in those.
/// </remarks>
internal static class DetectorLoss
{
    // Numbers in expressions are held here for good: one that nothing holds may be freed while libtorch reads it, and a
    // pause of the collector (see CollectionPause) is too short for batches that other threads compose meanwhile.
    private static readonly Scalar BoxWeight = 2.0, PointWeight = 2.5, PointScale = 20.0, Half = 0.5, Small = 1e-6,
        LeastExponent = -4.0, MostExponent = 6.0, LeastShare = 0.05, Zero = 0.0, One = 1.0;

    /// <summary>Computes the loss.</summary>
    /// <param name="outputs">The network's maps <c>[N, 15, h, w]</c>, finest first.</param>
    /// <param name="batch">The batch.</param>
    public static DetectorLossParts Of(Tensor[] outputs, DetectorBatch batch)
    {
        var rows = cat([.. outputs.Select(map => map.permute(0, 2, 3, 1).reshape(batch.Count, -1, map.shape[1]))], 1)
            .reshape(-1, outputs[0].shape[1]);
        var weights = tensor(batch.Weights);
        var logits = rows.select(1, 0);
        var wanted = zeros_like(logits).detach();
        if (batch.Targets.Length == 0)
        {
            var none = ScoreLoss(logits, wanted, weights);
            var zero = zeros(1).sum();
            return new DetectorLossParts(none, none, zero, zero);
        }

        var targets = tensor(batch.Targets).view(-1, DetectorBatch.NumbersPerTarget);
        var cells = targets.select(1, 0).to(ScalarType.Int64);
        var stride = targets.narrow(1, 1, 1);
        var own = rows.index_select(0, cells);
        var middle = targets.narrow(1, 2, 2) + (own.narrow(1, 1, 2) * stride);
        var sides = own.narrow(1, 3, 2).clamp(LeastExponent, MostExponent).exp() * stride;
        var (trueMiddle, trueSides) = (targets.narrow(1, 4, 2), targets.narrow(1, 6, 2));
        var (shared, boxLoss) = EIoU(middle, sides, trueMiddle, trueSides);
        var side = trueSides.prod(1, keepdim: true).sqrt();
        var points = targets.narrow(1, 2, 2).repeat(1, 5) + (own.narrow(1, 5, 10) * stride);
        var away = (points - targets.narrow(1, 8, 10)) * PointScale / side;
        var pointLoss = functional.smooth_l1_loss(away, zeros_like(away), reduction: Reduction.Mean, beta: 0.5);

        wanted.index_copy_(0, cells, shared.detach().clamp(LeastShare, One));
        var score = ScoreLoss(logits, wanted, weights);
        var box = boxLoss.mean();
        return new DetectorLossParts(score + (BoxWeight * box) + (PointWeight * pointLoss), score, box, pointLoss);
    }

    private static Tensor ScoreLoss(Tensor logits, Tensor wanted, Tensor weights)
    {
        var far = (logits.sigmoid() - wanted).detach();
        var loss = functional.binary_cross_entropy_with_logits(logits, wanted, reduction: Reduction.None);
        // The weight takes part in the gradient's size only, as in focal loss with a stopped modulating factor.
        return (loss * far * far * weights).sum() / wanted.sum().clamp(One);
    }

    private static (Tensor Shared, Tensor Loss) EIoU(Tensor middle, Tensor sides, Tensor trueMiddle, Tensor trueSides)
    {
        var (low, high) = (middle - (sides * Half), middle + (sides * Half));
        var (trueLow, trueHigh) = (trueMiddle - (trueSides * Half), trueMiddle + (trueSides * Half));
        var common = (minimum(high, trueHigh) - maximum(low, trueLow)).clamp(Zero).prod(1);
        var shared = common / (sides.prod(1) + trueSides.prod(1) - common + Small);
        var hull = (maximum(high, trueHigh) - minimum(low, trueLow)).detach();
        var hullSquares = hull * hull;
        var (away, wider) = (middle - trueMiddle, sides - trueSides);
        var apart = (away * away).sum(1) / (hullSquares.sum(1) + Small);
        var wrong = (wider * wider / (hullSquares + Small)).sum(1);
        return (shared, One - shared + apart + wrong);
    }
}
