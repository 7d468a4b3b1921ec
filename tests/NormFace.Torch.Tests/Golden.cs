using TorchSharp;
using static TorchSharp.torch;

namespace NormFace;

/// <summary>The worked example of the specification: one feature, three agents, own class 0.</summary>
internal static class Golden
{
    /// <summary><c>f = (1, 2, 2)/3</c>; agents unit of (1, 2, 0), (0, 1, 1), (−1, 0, 1). Float64.</summary>
    public static (Tensor Feature, Tensor Agents) Unit()
    {
        var feature = tensor(new double[,] { { 1.0, 2, 2 } }) / 3;
        var agents = tensor(new double[,] { { 1.0, 2, 0 }, { 0, 1, 1 }, { -1, 0, 1 } });
        return (feature, agents / agents.square().sum(1, keepdim: true).sqrt());
    }

    /// <summary>The example as a batch of one for a loss: agents copied in, everything float64.</summary>
    public static (Tensor Feature, Tensor Labels) For(Losses.AgentLoss loss)
    {
        var (feature, agents) = Unit();
        loss.to(ScalarType.Float64);
        using var gradientOff = no_grad();
        loss.Agents.Vectors.copy_(agents);
        return (feature.requires_grad_(), zeros(1, ScalarType.Int64));
    }
}
