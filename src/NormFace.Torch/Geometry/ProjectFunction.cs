using static TorchSharp.torch.autograd;

namespace NormFace.Geometry;

/// <summary>The projection as one node of the gradient graph; see <see cref="Hypersphere"/> for the formulas.</summary>
/// <remarks>
/// The output holds the unit vectors and, where wanted, their lengths as one more entry along the axis.
/// </remarks>
internal sealed class ProjectFunction : SingleTensorFunction<ProjectFunction>
{
    /// <inheritdoc />
    public override string Name => nameof(ProjectFunction);

    /// <inheritdoc />
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var vectors = (Tensor)vars[0];
        var settings = (Settings)vars[1];

        var inverse = InverseNorm.Of(vectors, settings.Axis, settings.Epsilon, keepAxis: true);
        var unit = vectors * inverse;
        ctx.save_data(nameof(Settings), settings);

        if (!settings.WithNorm)
        {
            // detached: a node that saves its own output is never freed
            ctx.save_for_backward([unit.detach(), inverse]);
            return unit;
        }

        ctx.save_for_backward([unit, inverse]);
        var norm = linalg.vector_norm(
            vectors, 2, [settings.Axis], keepdim: true).pow_(2).add_(settings.Epsilon).sqrt_();
        return cat([unit, norm], settings.Axis);
    }

    /// <inheritdoc />
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
        BackwardGuard.Run(Name, [true, false], () => Gradients(ctx, grad_output));

    private static List<Tensor> Gradients(AutogradContext ctx, Tensor output)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var settings = (Settings)ctx.get_data(nameof(Settings));
        var saved = ctx.get_saved_variables();
        var (unit, inverse) = (saved[0], saved[1]);
        var size = unit.size(settings.Axis);

        var unitGradient = settings.WithNorm ? output.narrow(settings.Axis, 0, size) : output;
        var radial = (unitGradient * unit).sum(settings.Axis, keepdim: true); // ⟨g, x̃⟩
        var gradient = unitGradient.addcmul(unit, radial, -1).mul_(inverse);

        if (settings.WithNorm)
        {
            gradient.addcmul_(unit, output.narrow(settings.Axis, size, 1), 1);
        }

        return [gradient.MoveToOuterDisposeScope(), null!];
    }

    /// <summary>What is not a tensor.</summary>
    internal sealed record Settings(int Axis, double Epsilon, bool WithNorm);
}
