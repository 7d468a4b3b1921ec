using NormFace.Agents;
using NormFace.Scales;
using Outside;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>
/// Every head in every mode that has formulas of its own, by name, ready to be put through the common tests.
/// </summary>
internal static class Catalogue
{
    public const int Classes = 7;
    public const int Size = 5;
    public const int Rows = 6;

    /// <summary>One head.</summary>
    /// <param name="Create">Makes it, with agents of its own, for a class count and a feature size.</param>
    /// <param name="IgnoresLength">Whether the length of a feature must not matter.</param>
    /// <param name="IsDerivative">Whether its gradient is meant to be the derivative of its value.</param>
    internal sealed record Entry(
        Func<int, int, AgentLossOptions, EmbeddingLoss> Create, bool IgnoresLength = true, bool IsDerivative = true);

    private static readonly ScaleOptions Learned = new ScaleOptions { Learned = 4 };

    public static readonly IReadOnlyDictionary<string, Entry> Heads = new Dictionary<string, Entry>
    {
        ["softmax"] = new((c, d, o) => new SoftmaxLoss(Agents(c, d, o), With<SoftmaxOptions>(o)), IgnoresLength: false),
        ["softmax with bias"] = new(
            (c, d, o) => new SoftmaxLoss(Agents(c, d, o), With<SoftmaxOptions>(o) with { HasBias = true }),
            IgnoresLength: false),
        ["L2-softmax"] = new((c, d, o) => new L2SoftmaxLoss(c, d, With<L2SoftmaxOptions>(o) with { Scale = Learned })),
        ["normalised softmax"] = new((c, d, o) =>
            new NormalizedSoftmaxLoss(Agents(c, d, o), With<NormalizedSoftmaxOptions>(o) with { Scale = Learned })),
        ["normalised softmax, distance form"] = new((c, d, o) =>
            new NormalizedSoftmaxLoss(
                Agents(c, d, o), With<NormalizedSoftmaxOptions>(o) with { Scale = Learned, UsesDistance = true })),
        ["features only"] = new((c, d, o) =>
            new NormalizedSoftmaxLoss(
                Agents(c, d, o),
                With<NormalizedSoftmaxOptions>(o)
                    with
                { Scale = Learned, Normalization = Normalization.FeaturesOnly })),
        ["agents only"] = new(
            (c, d, o) =>
                new NormalizedSoftmaxLoss(
                    Agents(c, d, o),
                    With<NormalizedSoftmaxOptions>(o) with { Normalization = Normalization.AgentsOnly }),
            IgnoresLength: false),
        ["neither"] = new(
            (c, d, o) =>
                new NormalizedSoftmaxLoss(
                    Agents(c, d, o), With<NormalizedSoftmaxOptions>(o) with { Normalization = Normalization.Neither }),
            IgnoresLength: false),
        ["C-contrastive"] = new((c, d, o) =>
            new CContrastiveLoss(
                Agents(c, d, o),
                With<CContrastiveOptions>(o) with
                {
                    NegativeMargin = 1.7,
                    PositiveMargin = 0.3,
                    PositiveWeight = 0.7,
                    NegativeWeight = 1.3,
                    OutlierThreshold = 2,
                })),
        ["C-contrastive, hardest"] = new((c, d, o) =>
            new CContrastiveLoss(
                Agents(c, d, o), With<CContrastiveOptions>(o) with { NegativeMargin = 1.7, HardestOnly = true })),
        ["C-contrastive, released"] = new(
            (c, d, o) =>
                new CContrastiveLoss(
                    Agents(c, d, o),
                    With<CContrastiveOptions>(o) with { Gradient = HingeGradient.Released, OutlierThreshold = 2 }),
            IsDerivative: false),
        ["C-triplet"] = new((c, d, o) =>
            new CTripletLoss(Agents(c, d, o), With<CTripletOptions>(o) with { NegativeWeight = 1.3 })),
        ["C-triplet, hardest"] = new((c, d, o) =>
            new CTripletLoss(Agents(c, d, o), With<CTripletOptions>(o) with { HardestOnly = true })),
        ["C-triplet + center"] = new((c, d, o) =>
            new CTripletLoss(Agents(c, d, o), With<CTripletOptions>(o) with { CenterWeight = 0.5 })),
        ["C-triplet, released"] = new(
            (c, d, o) =>
                new CTripletLoss(
                    Agents(c, d, o),
                    With<CTripletOptions>(o) with { CenterWeight = 1, Gradient = HingeGradient.Released }),
            IsDerivative: false),
        ["C-triplet, released, hardest"] = new(
            (c, d, o) =>
                new CTripletLoss(
                    Agents(c, d, o),
                    With<CTripletOptions>(o) with { HardestOnly = true, Gradient = HingeGradient.Released }),
            IsDerivative: false),
        ["center"] = new(
            (c, d, o) =>
                new CenterLoss(Agents(c, d, o), With<CenterOptions>(o) with { Update = CenterUpdate.Gradient }),
            IgnoresLength: false),
        ["center, Wen"] = new(
            (c, d, o) => new CenterLoss(Agents(c, d, o), With<CenterOptions>(o)),
            IgnoresLength: false,
            IsDerivative: false),
        ["center, normalised"] = new((c, d, o) =>
            new CenterLoss(
                Agents(c, d, o),
                With<CenterOptions>(o) with { Update = CenterUpdate.Gradient, NormalizesFeatures = true })),
        ["CosFace"] = new((c, d, o) =>
            new CosFaceLoss(Agents(c, d, o), With<CosFaceOptions>(o) with { Scale = Learned })),
        ["ArcFace"] = new((c, d, o) =>
            new ArcFaceLoss(Agents(c, d, o), With<ArcFaceOptions>(o) with { Scale = Learned })),
        ["ArcFace, straight-through"] = new(
            (c, d, o) =>
                new ArcFaceLoss(
                    Agents(c, d, o),
                    With<ArcFaceOptions>(o) with { Scale = Learned, Gradient = MarginGradient.StraightThrough }),
            IsDerivative: false),
        ["SphereFace"] = new(
            (c, d, o) =>
                new SphereFaceLoss(
                    Agents(c, d, o), With<SphereFaceOptions>(o) with { InitialAnnealing = 2, MinAnnealing = 2 }),
            IgnoresLength: false),
        ["SphereFace, scaled"] = new((c, d, o) =>
            new SphereFaceLoss(
                Agents(c, d, o),
                With<SphereFaceOptions>(o)
                    with
                { Scale = Learned, Margin = 3, InitialAnnealing = 2, MinAnnealing = 2 })),
        // no gradient through the length
        ["AdaFace"] = new(
            (c, d, o) => new AdaFaceLoss(Agents(c, d, o), With<AdaFaceOptions>(o) with { Scale = Learned }),
            IgnoresLength: false,
            IsDerivative: false),
        ["AdaFace, quality saturated"] = new(
            (c, d, o) =>
                new AdaFaceLoss(Agents(c, d, o), With<AdaFaceOptions>(o) with { Scale = Learned, Concentration = 1e4 }),
            IgnoresLength: false),
        ["CurricularFace"] = new((c, d, o) =>
            new CurricularFaceLoss(Agents(c, d, o), With<CurricularFaceOptions>(o) with { Scale = Learned })),
        // weights are constants
        ["circle, from outside"] = new(
            (c, d, o) => new CircleLoss(c, d, With<CircleOptions>(o) with { Agents = o.Agents, Scale = Learned }),
            IsDerivative: false),
        ["joint, separate agents"] = new((c, d, o) => new JointLoss(
            new JointPart(
                new NormalizedSoftmaxLoss(Agents(c, d, o), With<NormalizedSoftmaxOptions>(o) with { Scale = Learned })),
            new JointPart(new CContrastiveLoss(Agents(c, d, o), With<CContrastiveOptions>(o)), 0.3))),
        ["joint, shared agents"] = new((c, d, o) =>
        {
            var shared = Agents(c, d, o);
            return new JointLoss(
                new JointPart(
                    new NormalizedSoftmaxLoss(shared, With<NormalizedSoftmaxOptions>(o) with { Scale = Learned })),
                new JointPart(new CTripletLoss(shared, With<CTripletOptions>(o)), 0.3));
        }),
        ["pair contrastive"] = new((_, _, o) =>
            new PairContrastiveLoss(new PairContrastiveOptions { PositiveMargin = 0.1, IgnoreLabel = o.IgnoreLabel })),
        ["pair contrastive, hardest"] = new((_, _, o) =>
            new PairContrastiveLoss(
                new PairContrastiveOptions { Mining = Mining.Hardest, IgnoreLabel = o.IgnoreLabel })),
        ["pair triplet"] = new((_, _, o) =>
            new PairTripletLoss(new PairTripletOptions { IgnoreLabel = o.IgnoreLabel })),
        ["pair triplet, hardest"] = new((_, _, o) =>
            new PairTripletLoss(new PairTripletOptions { Mining = Mining.Hardest, IgnoreLabel = o.IgnoreLabel })),
        ["pair triplet, semi-hard"] = new((_, _, o) =>
            new PairTripletLoss(
                new PairTripletOptions
                {
                    Mining = Mining.SemiHard,
                    Average = PairAverage.Active,
                    IgnoreLabel = o.IgnoreLabel,
                })),
    };

    public static Xunit.TheoryData<string> Names => [.. Heads.Keys];

    public static Xunit.TheoryData<string> NamesWithAgents =>
        [.. Heads.Keys.Where(name => !name.StartsWith("pair", StringComparison.Ordinal))];

    public static Xunit.TheoryData<string> NamesWhere(Func<Entry, bool> condition) =>
        [.. Heads.Where(pair => condition(pair.Value)).Select(pair => pair.Key)];

    /// <summary>A head in float64 and evaluation mode, with agents of uneven length.</summary>
    public static EmbeddingLoss Create(
        string name, AgentLossOptions? options = null, int classes = Classes, int size = Size)
    {
        var loss = Heads[name].Create(classes, size, options ?? new AgentLossOptions());
        loss.to(ScalarType.Float64);
        loss.eval();
        using var gradientOff = no_grad();
        foreach (var (parameter, index) in loss.ParameterGroups.Select((group, index) => (group.Parameter, index)))
        {
            if (parameter.dim() == 2)
            {
                using var lengths = linspace(0.6, 1.7, parameter.shape[0], ScalarType.Float64).unsqueeze(1);
                parameter.mul_(lengths);
            }
            else if (parameter.dim() == 1)
            {
                // a bias that is not zero
                using var values = linspace(-0.4, 0.3, parameter.shape[0], ScalarType.Float64);
                parameter.copy_(values);
            }
        }

        return loss;
    }

    /// <summary>Random features with a gradient, float64, and labels in which two classes occur twice.</summary>
    public static (Tensor Features, Tensor Labels) Batch(long seed, int rows = Rows, int size = Size)
    {
        using var generator = new Generator((ulong)seed, CPU);
        var features = (randn(rows, size, ScalarType.Float64, generator: generator) * 1.5).requires_grad_();
        return (features, tensor(new long[] { 0, 3, 3, 6, 1, 0 }[..rows]));
    }

    /// <summary>Everything that is learned, and the features.</summary>
    public static Tensor[] Inputs(EmbeddingLoss loss, Tensor features) =>
        [features, .. loss.ParameterGroups.Select(group => (Tensor)group.Parameter)];

    private static ClassAgents Agents(int classes, int size, AgentLossOptions options) =>
        new(classes, size, options.Agents);

    private static T With<T>(AgentLossOptions options)
        where T : AgentLossOptions, new() =>
        new() { IgnoreLabel = options.IgnoreLabel, FeatureEpsilon = options.FeatureEpsilon };
}
