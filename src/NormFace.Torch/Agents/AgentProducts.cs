namespace NormFace.Agents;

/// <summary>Products of the features of a batch with class agents, tile by tile.</summary>
internal sealed class AgentProducts(
    Tensor features,
    Tensor vectors,
    Tensor? bias,
    Tensor labels,
    double? projectionEpsilon,
    int? tileSize,
    bool isBFloat16 = false)
{
    private const int ProcessorTileSize = 4096; // wide enough for the product, small enough to stay near the cores
    private const int GpuTileSize = 131_072; // each tile costs a dozen launches, however small it is

    /// <summary>Features as they enter the product, projected or not. Shape <c>[N, D]</c>.</summary>
    public Tensor Features { get; } = features;

    /// <summary>Rows of the agents as learned. Shape <c>[C, D]</c>.</summary>
    public Tensor Vectors { get; } = vectors;

    /// <summary>Added to the product of each class, or null. Not together with a scale. Shape <c>[C]</c>.</summary>
    public Tensor? Bias { get; } = bias;

    /// <summary>Class of each row. Shape <c>[N]</c>, int64.</summary>
    public Tensor Labels { get; } = labels;

    /// <summary>ε of the projection of the agents, or null to take them as they are.</summary>
    public double? ProjectionEpsilon { get; } = projectionEpsilon;

    /// <summary>Whether the products with other agents are computed in bfloat16, their factors and results rounded; own
    /// products, reductions and all else stay as they are.</summary>
    public bool IsBFloat16 { get; } = isBFloat16;

    /// <summary>The tiles that together are all classes.</summary>
    public IReadOnlyList<ClassTile> Tiles
    {
        get
        {
            var count = Vectors.shape[0];
            var isProcessor = Vectors.device_type == TorchSharp.DeviceType.CPU;
            long size = tileSize ?? (isProcessor ? ProcessorTileSize : GpuTileSize);
            var tiles = (int)((count + size - 1) / size);
            return [.. Enumerable.Range(0, tiles).Select(index =>
                new ClassTile(index * size, Math.Min(size, count - (index * size))))];
        }
    }

    /// <summary><c>r_j = 1/‖w_j‖</c>, or null if agents are taken as they are. Shape <c>[C]</c>.</summary>
    public Tensor? InverseNorms() => ProjectionEpsilon is { } epsilon
        ? Geometry.InverseNorm.Of(Vectors, axis: 1, epsilon, keepAxis: false)
        : null;

    /// <summary>
    /// Own products row by row rather than from a tile: there before the first tile, wherever the class lies.
    /// Shape <c>[N]</c>.
    /// </summary>
    public Tensor OwnProducts(Tensor? inverse)
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

    /// <summary>The agents as a factor of the large products: as they are, or in bfloat16, and then of length 1 already
    /// where they are projected. Shape <c>[C, D]</c>.</summary>
    public static Tensor AgentFactor(Tensor vectors, Tensor? inverse, bool isBFloat16) => !isBFloat16 ? vectors
        : (inverse is null ? vectors : vectors * inverse.unsqueeze(1)).to(ScalarType.BFloat16);

    /// <summary>Products of features with a tile's agents, own entries absent. Shape <c>[N, T]</c>.</summary>
    /// <param name="tile">The classes.</param>
    /// <param name="scaled">Features, multiplied by the scale if there is one, in the type of the products. Shape
    /// <c>[N, D]</c>.</param>
    /// <param name="factor">What <see cref="AgentFactor"/> gives. Shape <c>[C, D]</c>.</param>
    /// <param name="inverse">Inverse length of each agent, or null. Shape <c>[C]</c>.</param>
    public Tensor Products(ClassTile tile, Tensor scaled, Tensor factor, Tensor? inverse)
    {
        using var scope = NewDisposeScope();
        var products = scaled.mm(tile.Of(factor).t()).to(Vectors.dtype);
        if (inverse is not null && !IsBFloat16)
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
