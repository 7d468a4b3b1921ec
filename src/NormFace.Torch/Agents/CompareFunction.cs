using NormFace.Geometry;
using static TorchSharp.torch.autograd;

namespace NormFace.Agents;

/// <summary>
/// Comparison and reduction as one node of the gradient graph: <c>[N, C]</c> cosines are formed tile by tile, reduced,
/// and turned into gradients in place; nothing of that size enters autograd.
/// </summary>
/// <remarks>
/// <para>
/// Projected agents are never written out. With <c>r_j = 1/‖w_j‖</c> the cosines are <c>(x·w_j)·r_j</c>, and for
/// <c>G = ∂L/∂c</c> the gradients are <c>∂L/∂x_i = Σ_j G_ij·r_j·w_j</c> and
/// <c>∂L/∂w_j = r_j·Σ_i G_ij·x_i − r_j²·(Σ_i G_ij·c_ij)·w_j</c>: the tangent projection at the price of a column sum.
/// Derivation: docs/math.md#agents.
/// </para>
/// </remarks>
internal sealed class CompareFunction : MultiTensorFunction<CompareFunction>
{
    /// <inheritdoc />
    public override string Name => nameof(CompareFunction);

    /// <inheritdoc />
    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        var (features, vectors) = ((Tensor)vars[0], (Tensor)vars[1]);
        var (bias, scale) = ((Tensor?)vars[2], (Tensor?)vars[3]);
        var settings = (Settings)vars[4];
        var (comparison, reduction) = (settings.Comparison, settings.Reduction);

        var inverse = InverseNorms(comparison);
        var own = OwnProducts(comparison, inverse);
        var rows = new RowFacts(own, scale);
        var tiles = new List<Tensor>();
        Tensor[]? total = null;

        for (var start = 0L; start < vectors.shape[0]; start += comparison.TileSize)
        {
            var tile = new ClassTile(start, Math.Min(comparison.TileSize, vectors.shape[0] - start));
            var cosines = tile.Products(comparison, inverse);
            var partial = reduction.Partial(cosines, rows);
            total = total is null ? partial : reduction.Merge(total, partial);
            tiles.Add(cosines);
        }

        ctx.set_materialize_grads(false);
        ctx.save_data(nameof(Settings), settings);
        ctx.save_data(nameof(BackwardGuard), Array.ConvertAll(vars, input => input is Tensor { requires_grad: true }));
        // Detached: a node that saves its own output is never freed.
        var detached = total!.Select(part => part.detach());
        ctx.save_for_backward(
            [features, vectors, scale!, comparison.Labels, inverse!, own.detach(), .. detached, .. tiles]);
        return [own, .. total!];
    }

    /// <inheritdoc />
    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var wanted = (bool[])ctx.get_data(nameof(BackwardGuard));
        return BackwardGuard.Run(Name, wanted, () => Gradients(ctx, grad_outputs, wanted));
    }

    private static List<Tensor> Gradients(AutogradContext ctx, List<Tensor> grad_outputs, bool[] wanted)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var (comparison, reduction) = (Settings)ctx.get_data(nameof(Settings));
        var saved = ctx.get_saved_variables();
        var (features, vectors, scale) = (saved[0], saved[1], saved[2]);
        var (labels, inverse, own) = (saved[3], saved[4], saved[5]);
        var tileCount = (int)((vectors.shape[0] + comparison.TileSize - 1) / comparison.TileSize);
        var total = saved[6..^tileCount].ToArray();
        var rows = new RowFacts(own, scale);

        var upstream = grad_outputs[1].IsInvalid ? zeros_like(own) : grad_outputs[1];
        var ownGradient = grad_outputs[0].IsInvalid ? zeros_like(own) : grad_outputs[0].clone();
        if (reduction.OwnSlope(total, upstream) is { } ownSlope)
        {
            ownGradient.add_(ownSlope);
        }

        var featureGradient = wanted[0] ? zeros_like(features) : null;
        var vectorGradient = wanted[1] ? empty_like(vectors) : null;
        var biasGradient = wanted[2] ? empty(vectors.shape[0], features.dtype, features.device) : null;
        var scaleGradient = wanted[3] ? zeros_like(own) : null;

        for (var index = 0; index < tileCount; index++)
        {
            using var tileScope = NewDisposeScope();
            var start = (long)index * comparison.TileSize;
            var tile = new ClassTile(start, Math.Min(comparison.TileSize, vectors.shape[0] - start));
            var cosines = saved[saved.Count - tileCount + index];
            var slope = reduction.Slope(cosines, rows, total, upstream);
            var gradient = slope.Cosines; // G [N, T]
            scaleGradient?.add_(slope.Scale!);

            // Σ_i G_ij·c_ij·r_j²: what the tangent projection takes away along w_j. Absent entries have G = 0.
            var radial = inverse is null || vectorGradient is null ? null : (gradient * cosines).sum(dim: 0);
            var (members, columns) = tile.Members(labels);
            radial?.index_add_(0, columns, (ownGradient * own).index_select(0, members), 1);
            gradient.index_put_(ownGradient.index_select(0, members), members, columns);

            if (biasGradient is not null)
            {
                tile.Of(biasGradient).copy_(gradient.sum(dim: 0));
            }

            if (inverse is not null)
            {
                var tileInverse = tile.Of(inverse);
                radial?.mul_(tileInverse).mul_(tileInverse);
                gradient.mul_(tileInverse);
            }

            featureGradient?.addmm_(gradient, tile.Of(vectors));
            if (vectorGradient is not null)
            {
                var rowsOfTile = tile.Of(vectorGradient);
                rowsOfTile.copy_(gradient.t().mm(features));
                if (radial is not null)
                {
                    rowsOfTile.addcmul_(tile.Of(vectors), radial.unsqueeze(1), -1);
                }
            }
        }

        return
        [
            featureGradient?.MoveToOuterDisposeScope()!,
            vectorGradient?.MoveToOuterDisposeScope()!,
            biasGradient?.MoveToOuterDisposeScope()!,
            scaleGradient?.MoveToOuterDisposeScope()!,
            null!,
        ];
    }

    /// <summary><c>r_j = 1/‖w_j‖</c>, or null where agents are taken as they are. Shape <c>[C]</c>.</summary>
    public static Tensor? InverseNorms(Comparison comparison) => comparison.ProjectionEpsilon is { } epsilon
        ? Hypersphere.InverseNorms(comparison.Vectors, axis: 1, epsilon, keepAxis: false)
        : null;

    /// <summary>Product with the own agent, row by row: it is there before the first tile, wherever its class lies. Shape <c>[N]</c>.</summary>
    public static Tensor OwnProducts(Comparison comparison, Tensor? inverse)
    {
        var own = comparison.Vectors.index_select(0, comparison.Labels).mul_(comparison.Features).sum(1);
        if (inverse is not null)
        {
            own.mul_(inverse.index_select(0, comparison.Labels));
        }

        if (comparison.Bias is not null)
        {
            own.add_(comparison.Bias.index_select(0, comparison.Labels));
        }

        return own;
    }

    /// <summary>What is not a differentiable tensor.</summary>
    internal sealed record Settings(Comparison Comparison, OthersReduction Reduction);
}
