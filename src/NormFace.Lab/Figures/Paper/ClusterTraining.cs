using NormFace.Experiments;
using NormFace.Losses;

namespace NormFace.Figures.Paper;

/// <summary>Clusters drawn at random in place of digits, which need no data.</summary>
internal static class ClusterTraining
{
    private const int Classes = 10;

    /// <summary>Features of two values under plain softmax.</summary>
    public static DigitFeatures Plane(CancellationToken cancellation)
    {
        using var loss = new SoftmaxLoss(Classes, 2);
        return Train(loss, cancellation);
    }

    /// <summary>The same with a bias.</summary>
    public static DigitFeatures BiasedPlane(CancellationToken cancellation)
    {
        using var loss = new SoftmaxLoss(Classes, 2, new SoftmaxOptions { HasBias = true });
        return Train(loss, cancellation);
    }

    /// <summary>Features of three values under C-contrastive.</summary>
    public static DigitFeatures Sphere(CancellationToken cancellation)
    {
        using var loss = new CContrastiveLoss(Classes, 3);
        return Train(loss, cancellation);
    }

    private static DigitFeatures Train(AgentLoss loss, CancellationToken cancellation)
    {
        var run = DrawnClusters.Train(loss, cancellation: cancellation);
        return new DigitFeatures(run.Features, run.Labels, run.Decision.Vectors, run.Accuracy) { Noun = "class" };
    }
}
