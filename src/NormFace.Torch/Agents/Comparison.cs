namespace NormFace.Agents;

/// <summary>The comparison of features with class agents, ready for a loss to reduce.</summary>
public sealed class Comparison
{
    private const int ProcessorTileSize = 4096; // wide enough for the product, small enough to stay near the cores
    private const int GpuTileSize = 131_072; // each tile costs a dozen launches, however small it is

    internal Comparison(
        Tensor features,
        Tensor vectors,
        Tensor? bias,
        Tensor labels,
        double? projectionEpsilon,
        int? tileSize = null)
    {
        (Features, Vectors, Bias, Labels) = (features, vectors, bias, labels);
        (ProjectionEpsilon, TileSize) = (projectionEpsilon, tileSize);
    }

    /// <summary>Features as they enter the product, projected or not. Shape <c>[N, D]</c>.</summary>
    public Tensor Features { get; }

    /// <summary>Class of each row. Shape <c>[N]</c>, int64.</summary>
    public Tensor Labels { get; }

    /// <summary>Rows of the agents as learned. Shape <c>[C, D]</c>.</summary>
    internal Tensor Vectors { get; }

    /// <summary>Added to the product of each class, or null. Not together with a scale. Shape <c>[C]</c>.</summary>
    internal Tensor? Bias { get; }

    /// <summary>ε of the projection of the agents, or null to take them as they are.</summary>
    internal double? ProjectionEpsilon { get; }

    /// <summary>Classes per tile; null for what suits the device.</summary>
    internal int? TileSize { get; }

    /// <summary>The tiles that together are all classes.</summary>
    internal IReadOnlyList<ClassTile> Tiles
    {
        get
        {
            var count = Vectors.shape[0];
            var isProcessor = Vectors.device_type == TorchSharp.DeviceType.CPU;
            long size = TileSize ?? (isProcessor ? ProcessorTileSize : GpuTileSize);
            var tiles = (int)((count + size - 1) / size);
            return [.. Enumerable.Range(0, tiles).Select(index =>
                new ClassTile(index * size, Math.Min(size, count - (index * size))))];
        }
    }

    /// <summary>
    /// Own cosine and the reduction of all others; differentiable in features, agents, bias and scale.
    /// </summary>
    /// <param name="reduction">What to make of the others.</param>
    /// <param name="scale">
    /// Scale of the cosines within the reduction; null for 1. Shape <c>[N]</c> or scalar, above 0.
    /// </param>
    /// <returns>Two tensors of shape <c>[N]</c>: own cosine (or product), unscaled, and the reduced value.</returns>
    public (Tensor Own, Tensor Others) Reduce(OthersReduction reduction, Tensor? scale = null)
    {
        var outputs = ReduceInFull(reduction, scale);
        return (outputs.select(0, 0), outputs.select(0, 1));
    }

    /// <summary>Own cosine (or product) alone, outside autograd.</summary>
    /// <returns>Shape <c>[N]</c>.</returns>
    public Tensor Own()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        return OwnProducts(InverseNorms()).MoveToOuterDisposeScope();
    }

    /// <summary>Sine of the angle to the own agent, outside autograd.</summary>
    /// <returns>Shape <c>[N]</c>, in [0, 1].</returns>
    /// <remarks>
    /// For unit features. <c>‖x̃ − w̃‖·‖x̃ + w̃‖/2</c>: the chords keep the digits of small angles, which
    /// <c>1 − cos²</c> cancels.
    /// </remarks>
    public Tensor OwnSine()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var agents = Vectors.index_select(0, Labels);
        if (ProjectionEpsilon is { } epsilon)
        {
            agents.mul_(Geometry.InverseNorm.Of(agents, axis: 1, epsilon, keepAxis: true));
        }

        var near = linalg.vector_norm(Features - agents, 2, [1]);
        return near.mul_(linalg.vector_norm(Features + agents, 2, [1])).div_(2).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// As <see cref="Reduce"/>, with every tensor of the merged result below the own cosine. Shape <c>[1 + k, N]</c>.
    /// </summary>
    internal Tensor ReduceInFull(OthersReduction reduction, Tensor? scale = null) => CompareFunction.apply(
        Features,
        Vectors,
        Bias!,
        scale?.expand(Features.shape[0])!,
        new CompareFunction.Settings(this, reduction));

    /// <summary><c>r_j = 1/‖w_j‖</c>, or null where agents are taken as they are. Shape <c>[C]</c>.</summary>
    internal Tensor? InverseNorms() => ProjectionEpsilon is { } epsilon
        ? Geometry.InverseNorm.Of(Vectors, axis: 1, epsilon, keepAxis: false)
        : null;

    /// <summary>
    /// Own products row by row rather than from a tile: there before the first tile, wherever the class lies.
    /// Shape <c>[N]</c>.
    /// </summary>
    internal Tensor OwnProducts(Tensor? inverse)
    {
        var own = Vectors.index_select(0, Labels).mul_(Features).sum(1);
        if (inverse is not null)
        {
            own.mul_(inverse.index_select(0, Labels));
        }

        if (Bias is not null)
        {
            own.add_(Bias.index_select(0, Labels));
        }

        return own;
    }

    /// <summary>Products of features with a tile's agents, own entries absent. Shape <c>[N, T]</c>.</summary>
    /// <param name="tile">The classes.</param>
    /// <param name="scaled">Features, multiplied by the scale if there is one. Shape <c>[N, D]</c>.</param>
    /// <param name="inverse">Inverse length of each agent, or null. Shape <c>[C]</c>.</param>
    internal Tensor Products(ClassTile tile, Tensor scaled, Tensor? inverse)
    {
        using var scope = NewDisposeScope();
        var products = scaled.mm(tile.Of(Vectors).t());
        if (inverse is not null)
        {
            products.mul_(tile.Of(inverse));
        }

        if (Bias is not null)
        {
            products.add_(tile.Of(Bias));
        }

        var (rows, columns) = tile.Count == Vectors.shape[0]
            ? (arange(Labels.shape[0], device: Labels.device), Labels) // all; to look would wait for the device
            : tile.Members(Labels);
        var absent = full([rows.shape[0]], OthersReduction.Absent, products.dtype, products.device);
        products.index_put_(absent, rows, columns);
        return products.MoveToOuterDisposeScope();
    }
}
