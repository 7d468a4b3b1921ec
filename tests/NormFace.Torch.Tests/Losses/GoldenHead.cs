using NormFace.Agents;
using NormFace.Scales;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>Builds the head of a golden case and compares it with the case's values, on any device.</summary>
internal static class GoldenHead
{
    /// <summary>Differences, each relative to the largest golden value of its tensor.</summary>
    /// <remarks>An entry that is the difference of two large ones has no better claim. NaN where ours is NaN.</remarks>
    internal sealed record Differences(
        double Loss, double FeatureGradient, double AgentGradient, double? ScaleGradient);

    /// <summary>Runs a head forward and backward and compares.</summary>
    public static Differences Measure(GoldenCase golden, ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        var features = Matrix(golden.Features).to(type).to(device).requires_grad_();
        var (loss, agents) = Build(golden);
        loss.to(type);
        loss.to(device);
        using (no_grad())
        {
            agents.Vectors.copy_(Matrix(golden.Agents));
        }

        var value = loss.call(features, tensor(golden.Labels, device: device));
        value.backward();
        var scale = loss.ParameterGroups
            .SingleOrDefault(group => group.Name.EndsWith("value", StringComparison.Ordinal));
        return new Differences(
            Difference([golden.Loss], value),
            Difference(golden.FeatureGradient.SelectMany(row => row), features.grad!),
            Difference(golden.AgentGradient.SelectMany(row => row), agents.Vectors.grad!),
            golden.ScaleGradient is { } wanted ? Difference([wanted], scale!.Parameter.grad!) : null);
    }

    // The golden values are without epsilon, so the losses are built without it as well.
    private static (EmbeddingLoss Loss, ClassAgents Agents) Build(GoldenCase golden)
    {
        var agents = new ClassAgents(golden.Agents.Length, golden.Agents[0].Length, new AgentOptions { Epsilon = 0 });
        var scale = golden.Parameters.TryGetValue("scale", out var s)
            ? new ScaleOptions { Learned = s, Min = 0 }
            : new ScaleOptions { Fixed = 1 };
        var margin = golden.Parameters.GetValueOrDefault("margin");
        EmbeddingLoss Softmax(Normalization normalization) => new NormalizedSoftmaxLoss(
            agents, new NormalizedSoftmaxOptions { Scale = scale, Normalization = normalization, FeatureEpsilon = 0 });
        EmbeddingLoss Triplet(bool hardestOnly, double centerWeight = 0) => new CTripletLoss(
            agents,
            new CTripletOptions
            {
                Margin = margin,
                HardestOnly = hardestOnly,
                CenterWeight = centerWeight,
                FeatureEpsilon = 0,
            });
        EmbeddingLoss Contrastive() => new CContrastiveLoss(
            agents, new CContrastiveOptions { NegativeMargin = margin, FeatureEpsilon = 0 });

        EmbeddingLoss loss = golden.Name switch
        {
            "softmax" => new SoftmaxLoss(agents),
            "normalized_softmax" => Softmax(Normalization.Both),
            "normalized_softmax_features_only" => Softmax(Normalization.FeaturesOnly),
            "normalized_softmax_weights_only" => Softmax(Normalization.AgentsOnly),
            "c_contrastive" => Contrastive(),
            "c_triplet_sum" => Triplet(hardestOnly: false),
            "c_triplet_hardest" => Triplet(hardestOnly: true),
            "c_triplet_sum_center" => Triplet(hardestOnly: false, golden.Parameters["center_weight"]),
            "normalized_softmax_plus_c_contrastive_shared_agents" => new JointLoss(
                new JointPart(Softmax(Normalization.Both)),
                new JointPart(Contrastive(), golden.Parameters["contrastive_weight"])),
            "cosface" => new CosFaceLoss(
                agents, new CosFaceOptions { Scale = scale, Margin = margin, FeatureEpsilon = 0 }),
            "arcface_monotone" => new ArcFaceLoss(
                agents, new ArcFaceOptions { Scale = scale, MarginRadians = margin, FeatureEpsilon = 0 }),
            "center_half_mean_squared" => new CenterLoss(agents, new CenterOptions { Update = CenterUpdate.Gradient }),
            _ => throw new InvalidDataException($"The golden values name '{golden.Name}', which is no known head."),
        };
        return (loss, agents);
    }

    private static Tensor Matrix(double[][] rows) =>
        tensor(rows.SelectMany(row => row).ToArray()).reshape(rows.Length, rows[0].Length);

    private static double Difference(IEnumerable<double> expected, Tensor actual)
    {
        var wanted = expected.ToArray();
        var found = actual.to(ScalarType.Float64).cpu().flatten().data<double>().ToArray();
        return wanted.Length == found.Length
            ? wanted.Zip(found, (a, b) => Math.Abs(a - b)).Max() / wanted.Max(Math.Abs)
            : throw new InvalidDataException($"A golden tensor has {wanted.Length} numbers, ours {found.Length}.");
    }
}
