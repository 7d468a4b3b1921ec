using static TorchSharp.torch.autograd;

namespace NormFace.Geometry;

/// <summary>The projection as one node of the gradient graph; see <see cref="Hypersphere"/> for the formulas.</summary>
internal sealed class ProjectFunction : MultiTensorFunction<ProjectFunction>
{
    /// <inheritdoc />
    public override string Name => nameof(ProjectFunction);

    /// <inheritdoc />
    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        var vectors = (Tensor)vars[0];
        var settings = (Settings)vars[1];

        var inverse = Hypersphere.InverseNorms(vectors, settings.Axis, settings.Epsilon, keepAxis: true);
        var unit = vectors * inverse;
        var norm = vectors.square().sum(settings.Axis, keepdim: true).add_(settings.Epsilon).sqrt_();

        ctx.set_materialize_grads(false);
        ctx.save_data(nameof(Settings), settings);
        ctx.save_for_backward([unit.detach(), inverse]); // detached: a node that saves its own output is never freed
        return [unit, norm];
    }

    /// <inheritdoc />
    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs) =>
        BackwardGuard.Run(Name, [true, false], () => Gradients(ctx, grad_outputs));

    private static List<Tensor> Gradients(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var settings = (Settings)ctx.get_data(nameof(Settings));
        var saved = ctx.get_saved_variables();
        var (unit, inverse) = (saved[0], saved[1]);
        var (unitGradient, normGradient) = (grad_outputs[0], grad_outputs[1]);

        var gradient = unitGradient.IsInvalid
            ? zeros_like(unit)
            : (unitGradient - (unit * (unitGradient * unit).sum(settings.Axis, keepdim: true))).mul_(inverse);

        if (!normGradient.IsInvalid)
        {
            gradient.addcmul_(unit, normGradient, 1);
        }

        return [gradient.MoveToOuterDisposeScope(), null!];
    }

    /// <summary>What is not a tensor.</summary>
    internal sealed record Settings(long Axis, double Epsilon);
}
