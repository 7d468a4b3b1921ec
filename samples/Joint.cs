using NormFace.Losses;
using NormFace.Scales;
using static TorchSharp.torch;

namespace NormFace.Samples;

/// <summary>The paper's best head: softmax plus C-contrastive at weight 0.01, each with agents of its own.</summary>
internal static class Joint
{
    public static void Run()
    {
        using var scope = NewDisposeScope();
        using var loss = new JointLoss(
            new JointPart(new NormalizedSoftmaxLoss(
                100, 64, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Learned = 4 } })),
            new JointPart(new CContrastiveLoss(100, 64), 0.01));
        var features = randn(32, 64).requires_grad_();
        var labels = randint(0, 100, [32], dtype: ScalarType.Int64);

        var value = loss.call(features, labels);
        value.backward();

        Console.WriteLine($"loss {value.item<float>():F4}, floor {loss.Floor:F4}");
        foreach (var group in loss.ParameterGroups)
        {
            Console.WriteLine($"{group.Name}: rate x{group.LearningRateFactor}, decay x{group.DecayFactor}");
        }
    }
}
