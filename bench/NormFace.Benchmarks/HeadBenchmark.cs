using System.Globalization;
using NormFace.Agents;
using NormFace.Losses;
using NormFace.Scales;
using NormFace.TestKit;
using static TorchSharp.torch;

namespace NormFace.Benchmarks;

/// <summary>
/// Is any head slower than autograd of the same equation in stock operators? Forward and backward, float32.
/// </summary>
internal static class HeadBenchmark
{
    private const int N = 256;
    private const int C = 10_000;
    private const int D = 512;
    private const double Margin = 0.5;

    public static void Run(int turns, string wanted, int? tileSize)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var features = randn(N, D).requires_grad_();
        var labels = randint(0, C, [N], dtype: ScalarType.Int64);
        var agents = new ClassAgents(C, D);
        var literal = agents.Vectors.detach().clone().requires_grad_();
        var scale = tensor(30f).requires_grad_();
        var learned = new ScaleOptions { Learned = 30 };
        var bias = zeros(C).requires_grad_();
        var second = agents.Vectors.detach().clone().requires_grad_();

        (string Name, EmbeddingLoss Head, Func<Tensor> Literal)[] heads =
        [
            ("softmax", new SoftmaxLoss(agents), () => LiteralHeads.Softmax(features, literal, labels)),
            (
                "softmax with bias",
                new SoftmaxLoss(agents, new() { HasBias = true }),
                () => LiteralHeads.Softmax(features, literal, labels, bias)),
            (
                "normalised softmax",
                new NormalizedSoftmaxLoss(agents, new() { Scale = learned }),
                () => LiteralHeads.NormalizedSoftmax(features, literal, labels, scale)),
            (
                "features only",
                new NormalizedSoftmaxLoss(
                    agents, new() { Scale = learned, Normalization = Normalization.FeaturesOnly }),
                () => LiteralHeads.FeaturesOnly(features, literal, labels, scale)),
            (
                "agents only",
                new NormalizedSoftmaxLoss(agents, new() { Normalization = Normalization.AgentsOnly }),
                () => LiteralHeads.AgentsOnly(features, literal, labels)),
            (
                "distance form",
                new NormalizedSoftmaxLoss(agents, new() { Scale = learned, UsesDistance = true }),
                () => LiteralHeads.DistanceSoftmax(features, literal, labels, scale)),
            (
                "C-contrastive",
                new CContrastiveLoss(agents),
                () => LiteralHeads.CContrastive(features, literal, labels, 1)),
            ("C-triplet", new CTripletLoss(agents), () => LiteralHeads.CTriplet(features, literal, labels, 0.8)),
            (
                "C-triplet hardest",
                new CTripletLoss(agents, new() { HardestOnly = true }),
                () => LiteralHeads.HardestCTriplet(features, literal, labels, 0.8)),
            ("center (Wen)", new CenterLoss(agents), () => LiteralHeads.Center(features, literal, labels)),
            (
                "CosFace",
                new CosFaceLoss(agents, new() { Scale = learned }),
                () => LiteralHeads.CosFace(features, literal, labels, scale, 0.35)),
            (
                "ArcFace",
                new ArcFaceLoss(agents, new() { Scale = learned }),
                () => LiteralHeads.ArcFace(features, literal, labels, scale, Margin)),
            (
                "ArcFace straight-through",
                new ArcFaceLoss(agents, new() { Scale = learned, Gradient = MarginGradient.StraightThrough }),
                () => LiteralHeads.StraightThroughArcFace(features, literal, labels, scale, Margin)),
            ("SphereFace", new SphereFaceLoss(agents), () => LiteralHeads.SphereFace(features, literal, labels, 4, 5)),
            (
                "AdaFace",
                new AdaFaceLoss(agents, new() { Scale = learned }),
                () => LiteralHeads.AdaFace(features, literal, labels, scale, 0.4, 0.333, 20, 100)),
            (
                "CurricularFace",
                new CurricularFaceLoss(agents, new() { Scale = learned }),
                () => LiteralHeads.CurricularFace(features, literal, labels, scale, Margin, 0.1)),
            ("softmax + C-contrastive, separate agents", Joint(agents, new ClassAgents(C, D), learned), () =>
                LiteralHeads.NormalizedSoftmax(features, literal, labels, scale)
                    + (0.01 * LiteralHeads.CContrastive(features, second, labels, 1))),
            (
                "softmax + C-contrastive, shared agents",
                Joint(agents, agents, learned),
                () => LiteralHeads.SharedJoint(features, literal, labels, scale, 1, 0.01)),
        ];

        foreach (var head in heads.Select(head => head.Head).OfType<AgentLoss>())
        {
            head.TileSize = tileSize ?? head.TileSize;
        }

        var product = ProductSeconds();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"N = {N}, C = {C}, D = {D}, float32, {get_num_threads()} threads, {turns} turns; three products take "
            + $"{product * 1e3:F1} ms"));
        Console.WriteLine();
        Console.WriteLine("| head | ours, ms | stock autograd, ms | ours / stock | ours / three products |");
        Console.WriteLine("|---|---|---|---|---|");

        Interleaved.Comparison Compare(EmbeddingLoss head, Func<Tensor> equation, int count) => Interleaved.Run(
            () =>
                Step(
                    () => head.call(features, labels),
                    features,
                    [.. head.ParameterGroups.Select(group => (Tensor)group.Parameter)]),
            () => Step(equation, features, [literal, second, scale, bias]),
            count);

        Compare(heads[2].Head, heads[2].Literal, 40); // until the just-in-time compiler has seen enough of both

        foreach (
            var (name, head, equation) in heads.Where(head => head.Name.Contains(wanted, StringComparison.Ordinal)))
        {
            var result = Compare(head, equation, turns);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {result.First * 1e3:F1} | {result.Second * 1e3:F1} | {result.Ratio:F2} | "
                + $"{result.First / product:F2} |"));
        }
    }

    private static JointLoss Joint(ClassAgents first, ClassAgents second, ScaleOptions scale) => new(
        new JointPart(new NormalizedSoftmaxLoss(first, new() { Scale = scale })),
        new JointPart(new CContrastiveLoss(second), 0.01));

    private static void Step(Func<Tensor> loss, Tensor features, Tensor[] learned)
    {
        using var scope = NewDisposeScope();
        loss().backward();
        foreach (var input in learned.Append(features))
        {
            input.grad = null; // as an optimiser's zero_grad leaves it
        }
    }

    // What no head can avoid: the forward product and the two of the backward.
    private static double ProductSeconds()
    {
        using var scope = NewDisposeScope();
        var (x, w, g) = (randn(N, D), randn(C, D), randn(N, C));
        return Interleaved.Median(Enumerable.Range(0, 15).Select(_ => Interleaved.Seconds(() =>
        {
            using var inner = NewDisposeScope();
            x.mm(w.t());
            g.mm(w);
            g.t().mm(x);
        })));
    }
}
