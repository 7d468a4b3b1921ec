using NormFace.Losses;
using NormFace.Monitoring;
using static TorchSharp.torch;

namespace NormFace.Samples;

/// <summary>What a batch looks like to a C-triplet loss: the figures to log beside the loss.</summary>
internal static class Monitoring
{
    public static void Run()
    {
        using var scope = NewDisposeScope();
        using var loss = new CTripletLoss(50, 32);
        var monitor = new HeadMonitor(loss);

        var seen = monitor.Observe(randn(64, 32), randint(0, 50, [64], dtype: ScalarType.Int64));

        Console.WriteLine($"features of length {seen.MeanFeatureNorm:F2}, agents {seen.MeanAgentNorm:F2}");
        Console.WriteLine($"own cosine {seen.MeanOwnCosine:F3}, hardest other {seen.MeanHardestCosine:F3}");
        Console.WriteLine($"{seen.ActiveHingeShare:P0} of the hinges push; distortion bound {seen.AgentDistortion:F2}");
    }
}
