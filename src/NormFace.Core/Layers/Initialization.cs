namespace NormFace.Layers;

/// <summary>How initial weights are drawn: normal or uniform, around 0, as wide as their shape says; or
/// orthogonal.</summary>
public sealed class Initialization
{
    private readonly Func<IReadOnlyList<long>, double> spread;

    /// <summary>Defines a way.</summary>
    /// <param name="isNormal">Whether draws are normal; uniform otherwise.</param>
    /// <param name="spread">Standard deviation of normal draws, or bound of uniform ones, for a shape <c>[outputs,
    /// inputs, …]</c>.</param>
    public Initialization(bool isNormal, Func<IReadOnlyList<long>, double> spread)
    {
        ArgumentNullException.ThrowIfNull(spread);
        (IsNormal, this.spread) = (isNormal, spread);
    }

    /// <summary>Caffe's "xavier": uniform in <c>±√(3/fan-in)</c>, so of variance <c>1/fan-in</c>.</summary>
    /// <remarks>Fan-in is the number of products in a sum, <c>inputs · kernel area</c>.</remarks>
    public static Initialization Xavier { get; } = new(isNormal: false, shape => Math.Sqrt(3.0 / FanIn(shape)));

    /// <summary>Caffe's "msra", after He et al., arXiv:1502.01852: normal of variance <c>2/fan-in</c>.</summary>
    public static Initialization He { get; } = new(isNormal: true, shape => Math.Sqrt(2.0 / FanIn(shape)));

    /// <summary>He's by fan-out: normal of variance <c>2/(outputs · kernel area)</c>; outputs count as 1 for depthwise
    /// weights <c>[C, 1, k, k]</c>.</summary>
    /// <remarks>Source: He et al., arXiv:1502.01852, section 2.2: it keeps the size of gradients.</remarks>
    public static Initialization HeFanOut { get; } = new(isNormal: true, shape =>
        Math.Sqrt(2.0 / ((shape[1] == 1 ? 1 : shape[0]) * (FanIn(shape) / shape[1]))));

    /// <summary>PyTorch's default of fully connected layers: uniform in <c>±1/√inputs</c>.</summary>
    public static Initialization UniformFanIn { get; } = new(isNormal: false, shape => 1 / Math.Sqrt(shape[1]));

    /// <summary>A random matrix with orthonormal rows, or columns where there are more rows than columns: a square one
    /// keeps every length and every angle. The root mean square of its entries is
    /// <c>1/√max(outputs, inputs)</c>.</summary>
    /// <remarks>For fully connected layers. Source: Saxe et al., arXiv:1312.6120, section 3.</remarks>
    public static Initialization Orthogonal { get; } =
        new(isNormal: true, shape => 1 / Math.Sqrt(Math.Max(shape[0], FanIn(shape)))) { IsOrthogonal = true };

    /// <summary>Whether draws are normal; uniform otherwise.</summary>
    public bool IsNormal { get; }

    /// <summary>Whether the draws are made orthonormal.</summary>
    public bool IsOrthogonal { get; private init; }

    /// <summary>Normal draws of a stated standard deviation.</summary>
    /// <param name="deviation">The standard deviation, above 0.</param>
    /// <returns>The way.</returns>
    public static Initialization Gaussian(double deviation) => new(isNormal: true, _ => deviation);

    /// <summary>How wide draws for a shape are.</summary>
    /// <param name="shape">Shape of the weights, <c>[outputs, inputs, …]</c>.</param>
    /// <returns>Standard deviation of normal draws, or bound of uniform ones.</returns>
    public double SpreadFor(IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return spread(shape);
    }

    private static long FanIn(IReadOnlyList<long> shape) =>
        shape.Skip(1).Aggregate(1L, (product, side) => product * side);
}
