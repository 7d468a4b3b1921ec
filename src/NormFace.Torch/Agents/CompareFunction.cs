using NormFace.Geometry;
using static TorchSharp.torch.autograd;

namespace NormFace.Agents;

/// <summary>
/// Comparison and reduction as one node of the gradient graph: <c>[N, C]</c> products are formed tile by tile, reduced,
/// and turned into gradients tile by tile; nothing of that size enters autograd.
/// </summary>
/// <remarks>
/// Projected agents are never written out. With <c>r_j = 1/‖w_j‖</c> the tile is <c>z_ij = s_i·(x_i·w_j)·r_j</c>, and
/// for <c>G = ∂L/∂z</c> the gradients are <c>∂L/∂x_i = s_i·Σ_j G_ij·r_j·w_j</c>, <c>∂L/∂w_j = r_j·Σ_i G_ij·s_i·x_i −
/// r_j²·(Σ_i G_ij·z_ij)·w_j</c> (the tangent projection at the price of a column sum) and
/// <c>∂L/∂s_i = Σ_j G_ij·z_ij/s_i</c>. The own class adds its share row by row. Derivation: docs/math.md#agents. The
/// output stacks the own cosines and the reduction's tensors, <c>[1 + k, N]</c>. In bfloat16 the factors
/// and results of the products are rounded, agents at length 1; sums over <c>[N, T]</c> that a product holds already
/// are taken from it.
/// </remarks>
internal sealed class CompareFunction : SingleTensorFunction<CompareFunction>
{
    /// <inheritdoc />
    public override string Name => nameof(CompareFunction);

    /// <inheritdoc />
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var scale = (Tensor?)vars[3];
        var (batch, reduction) = (Settings)vars[4];
        var inverse = batch.InverseNorms();
        var own = batch.OwnProducts(inverse);
        var rows = new RowFacts(own, scale);
        var scaled = scale is null ? batch.Features : batch.Features * scale.unsqueeze(1);
        scaled = batch.IsBFloat16 ? scaled.to(ScalarType.BFloat16) : scaled;
        var factor = AgentProducts.AgentFactor(batch.Vectors, inverse, batch.IsBFloat16);
        var products = new List<Tensor>();
        Tensor[]? total = null;

        var tiles = batch.Tiles;
        foreach (var tile in tiles)
        {
            using var tileScope = NewDisposeScope(); // what made a partial result goes before the next tile comes
            var product = batch.Products(tile, scaled, factor, inverse);
            var partial = reduction.Reduce(product, rows);
            var merged = total is null ? partial : reduction.Merge(total, partial);
            total = [.. merged.Select(part => part.MoveToOuterDisposeScope())];
            products.Add(product.MoveToOuterDisposeScope());
        }

        // The comparison's own tensors may be gone by the time of backward; what it needs then is saved here.
        ctx.save_data(nameof(OthersReduction), reduction);
        ctx.save_data(nameof(ClassTile), tiles);
        ctx.save_data(nameof(AgentProducts.IsBFloat16), batch.IsBFloat16);
        ctx.save_data(nameof(BackwardGuard), Array.ConvertAll(vars, input => input is Tensor { requires_grad: true }));

        ctx.save_for_backward(
        [
            batch.Features, batch.Vectors, scale!, batch.Labels, inverse!, own, .. total!, .. products,
        ]);
        return stack([own, .. total!]);
    }

    /// <inheritdoc />
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var wanted = (bool[])ctx.get_data(nameof(BackwardGuard));
        return BackwardGuard.Run(Name, wanted, () => Gradients(ctx, grad_output, wanted));
    }

    private static List<Tensor> Gradients(AutogradContext ctx, Tensor output, bool[] wanted)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var reduction = (OthersReduction)ctx.get_data(nameof(OthersReduction));
        var tiles = (IReadOnlyList<ClassTile>)ctx.get_data(nameof(ClassTile));
        var isBFloat16 = (bool)ctx.get_data(nameof(AgentProducts.IsBFloat16));
        var saved = ctx.get_saved_variables();
        var (features, vectors, scale) = (saved[0], saved[1], saved[2]);
        var (labels, inverse, own) = (saved[3], saved[4], saved[5]);
        var total = saved[6..^tiles.Count].ToArray();
        var products = saved[^tiles.Count..];
        var rows = new RowFacts(own, scale);
        var (ownGradient, upstream) = (output.select(0, 0), output.select(0, 1)); // ∂L/∂c_y, ∂L/∂S
        if (reduction.OwnSlope(total) is { } ownSlope)
        {
            ownGradient = ownGradient + (ownSlope * upstream);
        }

        // The upstream multiplies rows of the slopes. It is put on the [N, D] factors of the products instead.
        var rowFactor = (scale is null ? upstream : upstream * scale).unsqueeze(1);
        var weighted = features * rowFactor;
        weighted = isBFloat16 ? weighted.to(ScalarType.BFloat16) : weighted;
        var factor = AgentProducts.AgentFactor(vectors, inverse, isBFloat16);
        var featureGradient = wanted[0] || (wanted[3] && isBFloat16) ? zeros_like(features) : null;
        var vectorGradient = wanted[1] ? empty_like(vectors) : null;
        var biasGradient = wanted[2] ? empty(vectors.shape[0], features.dtype, features.device) : null;
        var scaleGradient = wanted[3] ? zeros_like(own) : null;

        // Σ_i G_ij·z_ij of each class; G_ij is the upstream times the slope
        var radial = inverse is not null && wanted[1] ? zeros_like(inverse) : null;

        for (var index = 0; index < tiles.Count; index++)
        {
            using var tileScope = NewDisposeScope();
            var tile = tiles[index];
            var slope = reduction.Slope(products[index], rows, total); // ∂S/∂z [N, T], 0 at absent entries

            if (!isBFloat16 && (radial is not null || scaleGradient is not null))
            {
                var moments = slope * products[index];
                if (radial is not null)
                {
                    tile.Of(radial).copy_(moments.t().mv(upstream));
                }

                // A row of scale 0 has z = 0: its slope is 0, not 0/0.
                scaleGradient?.add_(moments.sum(1) / scale!.clamp_min(1e-30));
                if (scaleGradient is not null && reduction.ScaleSlope(products[index], rows, total) is { } direct)
                {
                    scaleGradient.add_(direct);
                }
            }

            if (biasGradient is not null)
            {
                tile.Of(biasGradient).copy_(slope.t().mv(upstream));
            }

            if (isBFloat16)
            {
                if (scaleGradient is not null && reduction.ScaleSlope(products[index], rows, total) is { } direct)
                {
                    scaleGradient.add_(direct);
                }

                var rounded = slope.to(ScalarType.BFloat16);
                featureGradient?.add_(rounded.mm(tile.Of(factor)));
                if (vectorGradient is not null)
                {
                    // Σ_i G_ij·z_ij is r_j·⟨w_j, Σ_i G_ij·s_i·x_i⟩: no second pass over [N, T].
                    var sums = tile.Of(vectorGradient).copy_(rounded.t().mm(weighted));
                    if (inverse is not null)
                    {
                        tile.Of(radial!).copy_((sums * tile.Of(vectors)).sum(1).mul_(tile.Of(inverse)));
                        sums.mul_(tile.Of(inverse).unsqueeze(1));
                    }
                }

                continue;
            }

            if (inverse is not null)
            {
                slope.mul_(tile.Of(inverse));
            }

            featureGradient?.addmm_(slope, tile.Of(vectors));
            if (vectorGradient is not null)
            {
                tile.Of(vectorGradient).addmm_(slope.t(), weighted, beta: 0, alpha: 1);
            }
        }

        if (isBFloat16)
        {
            scaleGradient?.add_((featureGradient! * features).sum(1)); // Σ_j G_ij·z_ij/s_i, likewise
        }

        featureGradient?.mul_(rowFactor);
        scaleGradient?.mul_(upstream);

        // The own class, row by row.
        radial?.index_add_(0, labels, ownGradient * own, 1);
        biasGradient?.index_add_(0, labels, ownGradient, 1);
        var perLength = (inverse is null ? ownGradient : ownGradient * inverse.index_select(0, labels)).unsqueeze(1);
        featureGradient?.addcmul_(vectors.index_select(0, labels), perLength, 1);
        vectorGradient?.index_add_(0, labels, features * perLength, 1);

        if (radial is not null)
        {
            vectorGradient!.addcmul_(vectors, radial.mul_(inverse!).mul_(inverse!).unsqueeze(1), -1);
        }

        return
        [
            wanted[0] ? featureGradient!.MoveToOuterDisposeScope() : null!,
            vectorGradient?.MoveToOuterDisposeScope()!,
            biasGradient?.MoveToOuterDisposeScope()!,
            scaleGradient?.MoveToOuterDisposeScope()!,
            null!,
        ];
    }

    /// <summary>What is not a differentiable tensor.</summary>
    internal sealed record Settings(AgentProducts Products, OthersReduction Reduction);
}
