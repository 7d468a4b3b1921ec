using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>
/// 180 features <c>(2·cos θ, ½·sin θ)</c>, one for each degree, and 10 agents 36° apart: the set on which other
/// toolkits test, with values computed independently in double precision.
/// </summary>
internal static class HalfCircle
{
    public static double MeanLoss(AgentLoss loss)
    {
        loss.to(ScalarType.Float64);
        loss.eval();
        var angles = arange(180, dtype: ScalarType.Float64) * (Math.PI / 180);
        var features = stack([angles.cos() * 2, angles.sin() / 2], 1);
        var directions = arange(10, dtype: ScalarType.Float64) * (Math.PI / 5);
        using var gradientOff = no_grad();
        loss.Agents.Vectors.copy_(stack([directions.cos(), directions.sin()], 1));
        return loss.call(features, arange(180, dtype: ScalarType.Int64).remainder(10)).item<double>();
    }
}
