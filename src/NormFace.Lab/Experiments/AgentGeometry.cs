using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Losses;
using NormFace.Native;
using TorchSharp;

namespace NormFace.Experiments;

/// <summary>Two clouds of features on a sphere, and where C-contrastive agents settle between them.</summary>
/// <remarks>
/// Two classes of 100 points each, <c>N(0, (1/4)² I₃)</c> around (−0.3, 0, 0.3) and (0.3, 0, 0.3), projected. Agents
/// start at the mean
/// directions and move by plain gradient descent, features stay. Without a margin agents stay at the centres; with one
/// they are pushed apart by the foreign features within it. Source: Wang et al., "NormFace", arXiv:1704.06369, Figure
/// 6.
/// </remarks>
public sealed record AgentGeometry
{
    private const int PointsOfClass = 100;
    private const int Steps = 1000;
    // of the mean over 200 points; the release takes 1e-5 of a sum, and does not arrive
    private const double Rate = 0.1;

    private AgentGeometry()
    {
    }

    /// <summary>Projected features of the two classes. Shape <c>[2][100][3]</c>.</summary>
    public required IReadOnlyList<IReadOnlyList<double[]>> Features { get; init; }

    /// <summary>Mean direction of each class. Shape <c>[2][3]</c>.</summary>
    public required IReadOnlyList<double[]> Centres { get; init; }

    /// <summary>Where the agents settled. Shape <c>[2][3]</c>.</summary>
    public required IReadOnlyList<double[]> Agents { get; init; }

    /// <summary>
    /// Step against the loss of each feature at the settled agents, in the tangent plane. Shape <c>[2][100][3]</c>.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double[]>> Pulls { get; init; }

    /// <summary>Draws the clouds and lets the agents settle.</summary>
    /// <param name="margin">Margin M on the squared distance to the foreign agent, in [0, 4].</param>
    /// <param name="seed">Seed of the clouds.</param>
    /// <returns>Features, centres and agents.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is out of range.</exception>
    public static AgentGeometry Settle(double margin, long seed)
    {
        using var pause = CollectionPause.Start();
        using var scope = NewDisposeScope();
        var (features, centres) = Clouds(seed);
        var labels = cat([zeros(PointsOfClass, ScalarType.Int64), ones(PointsOfClass, ScalarType.Int64)]);
        var agents = new ClassAgents(2, 3, new AgentOptions { Epsilon = 0 });
        agents.to(ScalarType.Float64);
        using var loss = new CContrastiveLoss(
            agents, new CContrastiveOptions { NegativeMargin = margin, FeatureEpsilon = 0 });
        using (no_grad())
        {
            agents.Vectors.copy_(centres);
        }

        for (var step = 0; step < Steps; step++)
        {
            using var stepScope = NewDisposeScope();
            loss.call(features, labels).backward();
            using var gradientOff = no_grad();
            agents.Vectors.add_(agents.Vectors.grad!, -Rate);
            agents.Vectors.grad!.zero_();
            pause.Breathe();
        }

        var felt = features.clone().requires_grad_();
        (loss.call(felt, labels) * (2 * PointsOfClass)).backward();
        return new AgentGeometry
        {
            Features = Classes(features),
            Centres = Rows(centres),
            Agents = Rows(agents.Unit()),
            Pulls = Classes(-felt.grad!),
        };
    }

    /// <summary>The angle between two directions of length 1, in degrees.</summary>
    /// <param name="pair">The two directions.</param>
    /// <returns>The angle, in [0, 180].</returns>
    public static double Degrees(IReadOnlyList<double[]> pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return Math.Acos(Math.Clamp(pair[0].Zip(pair[1], (left, right) => left * right).Sum(), -1, 1)) * 180 / Math.PI;
    }

    private static (Tensor Features, Tensor Centres) Clouds(long seed)
    {
        using var generator = new Generator((ulong)seed, CPU);
        var left = (randn([PointsOfClass, 3], ScalarType.Float64, generator: generator) / 4) + tensor([-0.3, 0, 0.3]);
        var right = (randn([PointsOfClass, 3], ScalarType.Float64, generator: generator) / 4) + tensor([0.3, 0, 0.3]);
        var features = Hypersphere.Project(cat([left, right]), epsilon: 0);
        return (
            features,
            Hypersphere.Project(
                stack([
                    features.narrow(0, 0, PointsOfClass).mean([0]),
                    features.narrow(0, PointsOfClass, PointsOfClass).mean([0])]),
                epsilon: 0));
    }

    private static double[][] Rows(Tensor matrix)
    {
        var values = matrix.detach().contiguous().data<double>().ToArray();
        return [.. values.Chunk(3)];
    }

    private static IReadOnlyList<double[]>[] Classes(Tensor matrix) => [.. Rows(matrix).Chunk(PointsOfClass)];
}
