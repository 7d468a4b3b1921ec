using NormFace.Geometry;
using static TorchSharp.torch.autograd;

namespace NormFace.Losses;

/// <summary>
/// Center loss whose centres get Wen's update in place of a gradient; see <see cref="CenterUpdate.Wen"/>.
/// </summary>
internal sealed class CenterFunction : SingleTensorFunction<CenterFunction>
{
    /// <inheritdoc />
    public override string Name => nameof(CenterFunction);

    /// <inheritdoc />
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (features, centers, settings) = ((Tensor)vars[0], (Tensor)vars[1], (Settings)vars[2]);
        var differences = features - centers.index_select(0, settings.Labels); // x - c [N, D]

        // Not bincount, which on a GPU warns of its order at each call.
        var counts = zeros(centers.shape[0], settings.Labels.dtype, settings.Labels.device)
            .index_add_(0, settings.Labels, ones_like(settings.Labels), 1);
        ctx.save_for_backward([differences, settings.Labels, counts]);
        return differences.square().sum(1) / 2;
    }

    /// <inheritdoc />
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
        BackwardGuard.Run(Name, [true, true, false], () => Gradients(ctx, grad_output));

    private static List<Tensor> Gradients(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var saved = ctx.get_saved_variables();
        var (differences, labels, counts) = (saved[0], saved[1], saved[2]);

        var shares = differences / (counts.index_select(0, labels) + 1).unsqueeze(1);
        var centerUpdate = zeros(counts.shape[0], differences.shape[1], differences.dtype, differences.device)
            .index_add_(0, labels, shares, -1); // Σ (c - x)/(1 + count), once for each class
        var featureGradient = differences * grad_output.unsqueeze(1);
        return [featureGradient.MoveToOuterDisposeScope(), centerUpdate.MoveToOuterDisposeScope(), null!];
    }

    /// <summary>What is not a differentiable tensor.</summary>
    internal sealed record Settings(Tensor Labels);
}
