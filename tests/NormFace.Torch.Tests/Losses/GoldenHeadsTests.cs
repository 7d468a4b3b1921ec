using NormFace.Agents;
using NormFace.Scales;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

public class GoldenHeadsTests
{
    private const double RelativeLoss64 = 1e-12;
    private const double RelativeGradient64 = 1e-10;
    private const double Relative32 = 1e-5;

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        var cases = GoldenHeads.Path is null ? [] : GoldenHeads.Read();

        for (var index = 0; index < cases.Count; index++)
        {
            data.Add(index, cases[index].Name);
        }

        if (data.Count == 0)
        {
            data.Add(-1, "no golden file");
        }

        return data;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Float64_reproduces_loss_and_gradients(int index, string name) =>
        Reproduces(index, name, ScalarType.Float64, RelativeLoss64, RelativeGradient64);

    [Theory, MemberData(nameof(Cases))]
    public void Float32_reproduces_loss_and_gradients(int index, string name) =>
        Reproduces(index, name, ScalarType.Float32, Relative32, Relative32);

    private static void Reproduces(int index, string name, ScalarType type, double lossTolerance, double gradientTolerance)
    {
        Assert.SkipWhen(index < 0, "shared/golden/heads.json is absent, and NORMFACE_GOLDEN_HEADS names no other.");
        var golden = GoldenHeads.Read()[index];
        Assert.Equal(name, golden.Name);

        using var scope = NewDisposeScope();
        var features = Matrix(golden.Features).to(type).requires_grad_();
        var (loss, agents) = Build(golden);
        loss.to(type);
        using (no_grad())
        {
            agents.Vectors.copy_(Matrix(golden.Agents));
        }

        var value = loss.call(features, tensor(golden.Labels));
        value.backward();

        AssertClose([golden.Loss], value, lossTolerance, "loss");
        AssertClose(golden.FeatureGradient.SelectMany(row => row), features.grad!, gradientTolerance, "feature gradient");
        AssertClose(golden.AgentGradient.SelectMany(row => row), agents.Vectors.grad!, gradientTolerance, "agent gradient");

        if (golden.ScaleGradient is { } scaleGradient)
        {
            var scale = loss.ParameterGroups.Single(group => group.Name.EndsWith("value", StringComparison.Ordinal)).Parameter;
            AssertClose([scaleGradient], scale.grad!, gradientTolerance, "scale gradient");
        }
    }

    // The golden values are without epsilon, so the losses are built without it as well.
    private static (EmbeddingLoss Loss, ClassAgents Agents) Build(GoldenCase golden)
    {
        var agents = new ClassAgents(golden.Agents.Length, golden.Agents[0].Length, new AgentOptions { Epsilon = 0 });
        var scale = golden.Parameters.TryGetValue("scale", out var s)
            ? ScaleOptions.Learned(s) with { Minimum = 0 }
            : ScaleOptions.Fixed(1);
        var margin = golden.Parameters.GetValueOrDefault("margin");
        EmbeddingLoss Softmax(Normalization normalization) => new NormalizedSoftmaxLoss(
            agents, new NormalizedSoftmaxOptions { Scale = scale, Normalization = normalization, FeatureEpsilon = 0 });
        EmbeddingLoss Triplet(bool hardestOnly, double centerWeight = 0) => new CTripletLoss(
            agents, new CTripletOptions { Margin = margin, HardestOnly = hardestOnly, CenterWeight = centerWeight, FeatureEpsilon = 0 });
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
            "cosface" => new CosFaceLoss(agents, new CosFaceOptions { Scale = scale, Margin = margin, FeatureEpsilon = 0 }),
            "arcface_monotone" => new ArcFaceLoss(
                agents, new ArcFaceOptions { Scale = scale, MarginRadians = margin, FeatureEpsilon = 0 }),
            "center_half_mean_squared" => new CenterLoss(agents, new CenterOptions { Update = CenterUpdate.Gradient }),
            _ => throw new InvalidDataException($"{GoldenHeads.Path}: '{golden.Name}' is no head this test knows."),
        };
        return (loss, agents);
    }

    private static Tensor Matrix(double[][] rows) =>
        tensor(rows.SelectMany(row => row).ToArray()).reshape(rows.Length, rows[0].Length);

    // Relative to the largest value of the tensor: an entry that is the difference of two large ones has no better claim.
    private static void AssertClose(IEnumerable<double> expected, Tensor actual, double tolerance, string what)
    {
        var wanted = expected.ToArray();
        var found = actual.to(ScalarType.Float64).flatten().data<double>().ToArray();
        Assert.Equal(wanted.Length, found.Length);
        var largest = wanted.Max(Math.Abs);
        var worst = wanted.Zip(found, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(
            worst <= tolerance * largest,
            FormattableString.Invariant($"The {what} differs by {worst / largest:E2} of its largest value; allowed are {tolerance:E0}."));
    }
}
