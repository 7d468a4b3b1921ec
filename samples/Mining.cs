using NormFace.Losses;
using static TorchSharp.torch;

namespace NormFace.Samples;

/// <summary>The baseline without agents: triplets mined from the batch, here semi-hard ones.</summary>
internal static class Mining
{
    public static void Run()
    {
        using var scope = NewDisposeScope();
        using var loss = new PairTripletLoss(
            new PairTripletOptions { Mining = Losses.Mining.SemiHard, Average = PairAverage.Active });
        var features = randn(24, 16).requires_grad_();
        var labels = arange(24, dtype: ScalarType.Int64).remainder(6); // 6 identities, 4 samples each

        var value = loss.call(features, labels);
        value.backward();

        Console.WriteLine($"loss {value.item<float>():F4}, slope {features.grad!.norm().item<float>():F4}");
        Console.WriteLine($"largest share of one anchor: {loss.PerSample(features, labels).max().item<float>():F4}");
    }
}
