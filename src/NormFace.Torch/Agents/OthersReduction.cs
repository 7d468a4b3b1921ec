namespace NormFace.Agents;

/// <summary>
/// Summary of a sample's comparison with the agents of all other classes: one number per sample, formed
/// tile by tile of classes.
/// </summary>
/// <remarks>
/// <para>
/// A loss is its formula on the own cosine and this number. Because partial results of any tiles merge into the same
/// total, and the slope at a tile needs that total only, the same formulas serve a dense product, a stream of tiles, a
/// sample of classes or classes spread over machines. Derivations: docs/math.md#reductions.
/// </para>
/// <para>
/// A tile holds scaled cosines <c>z = s·c</c> (plain cosines where the loss has no scale). The entry of a sample's own
/// class, and any class that does not take part, holds <see cref="Absent"/>. A partial result is a short list of
/// <c>[N]</c> tensors; the first is the value. Nothing here is recorded by autograd: the slopes are the gradient.
/// </para>
/// <para>
/// A custom loss needs a custom reduction only if the others enter it in a new way. It may be built on
/// another one, as CurricularFace's is on <see cref="OthersLogSumExp"/>.
/// </para>
/// </remarks>
public abstract class OthersReduction
{
    /// <summary>
    /// Stands for "no such competitor". Far below any logit, so that it wins no maximum, adds nothing to a sum of
    /// exponentials and never enters a hinge; finite, so that no product with a zero gives NaN. A reduction that maps
    /// the entries of a tile must leave it as it is.
    /// </summary>
    public const float Absent = -1e30f;

    /// <summary>The partial result of one tile.</summary>
    /// <param name="tile">Scaled cosines. Shape <c>[N, T]</c>; not to be changed.</param>
    /// <param name="rows">What belongs to the samples.</param>
    /// <returns>Tensors of shape <c>[N]</c>, the value first.</returns>
    public abstract Tensor[] Reduce(Tensor tile, RowFacts rows);

    /// <summary>Merges the partial results of two disjoint sets of classes.</summary>
    /// <param name="first">Partial result of one set.</param>
    /// <param name="second">Partial result of the other.</param>
    /// <returns>The partial result of both together.</returns>
    public abstract Tensor[] Merge(Tensor[] first, Tensor[] second);

    /// <summary>Derivative of the value with respect to one tile; 0 at absent entries.</summary>
    /// <param name="tile">Scaled cosines. Shape <c>[N, T]</c>; not to be changed.</param>
    /// <param name="rows">What belongs to the samples.</param>
    /// <param name="total">The merged result of all tiles.</param>
    /// <returns>A new tensor, which the caller overwrites. Shape <c>[N, T]</c>.</returns>
    public abstract Tensor Slope(Tensor tile, RowFacts rows, Tensor[] total);

    /// <summary>Derivative with respect to the own cosine, where the value depends on it; else null.</summary>
    /// <param name="total">The merged result of all tiles.</param>
    /// <returns>Shape <c>[N]</c>, or null.</returns>
    public virtual Tensor? OwnSlope(Tensor[] total) => null;

    /// <summary>
    /// One tile's share of the derivative with respect to the scale at fixed <c>z</c>, where the reduction reads the
    /// scale itself; else null.
    /// </summary>
    /// <param name="tile">Scaled cosines. Shape <c>[N, T]</c>; not to be changed.</param>
    /// <param name="rows">What belongs to the samples.</param>
    /// <param name="total">The merged result of all tiles.</param>
    /// <returns>Shape <c>[N]</c>, or null.</returns>
    public virtual Tensor? ScaleSlope(Tensor tile, RowFacts rows, Tensor[] total) => null;
}

/// <summary>What each sample brings to its comparison with other agents.</summary>
/// <param name="Own">Cosine with the own agent, unscaled. Shape <c>[N]</c>.</param>
/// <param name="Scale">Scale of the tile, or null for 1. Shape <c>[N]</c>.</param>
public readonly record struct RowFacts(Tensor Own, Tensor? Scale);
