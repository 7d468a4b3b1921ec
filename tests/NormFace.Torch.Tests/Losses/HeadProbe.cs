using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>What the tests of every head ask of one, and do to its agents.</summary>
internal static class HeadProbe
{
    public static double Value(EmbeddingLoss loss, Tensor features, Tensor labels)
    {
        using var scope = NewDisposeScope();
        return loss.call(features, labels).item<double>();
    }

    public static Tensor Gradient(EmbeddingLoss loss, Tensor features, Tensor labels) =>
        Gradients(loss, features, labels)[0];

    public static Tensor[] Gradients(EmbeddingLoss loss, Tensor features, Tensor labels)
    {
        var inputs = Catalogue.Inputs(loss, features);
        foreach (var input in inputs)
        {
            input.grad = null;
        }

        using (var step = NewDisposeScope())
        {
            loss.call(features, labels).backward();
        }

        return [.. inputs.Select(input => input.grad?.clone() ?? zeros(1))];
    }

    public static void AssertFinite(EmbeddingLoss loss, Tensor features, Tensor labels)
    {
        var value = loss.call(features, labels);
        value.backward();

        Assert.True(value.isfinite().item<bool>(), "The loss must be finite.");
        Assert.True(
            features.grad is null || features.grad.isfinite().all().item<bool>(),
            "The gradient of the features must be finite.");
        Assert.All(loss.ParameterGroups, group => Assert.True(
            group.Parameter.grad is null || group.Parameter.grad.isfinite().all().item<bool>(),
            $"The gradient of {group.Name} must be finite."));
    }

    public static void ChangeAgents(EmbeddingLoss loss, Func<Tensor, Tensor> change) =>
        Change(loss, parameter => parameter.dim() == 2, change);

    public static void ChangePerClass(EmbeddingLoss loss, Func<Tensor, Tensor> change) =>
        Change(loss, parameter => parameter.dim() >= 1, change);

    private static void Change(EmbeddingLoss loss, Func<Tensor, bool> which, Func<Tensor, Tensor> change)
    {
        using var gradientOff = no_grad();
        foreach (var group in loss.ParameterGroups.Where(group => which(group.Parameter)))
        {
            group.Parameter.copy_(change(group.Parameter));
        }
    }
}
