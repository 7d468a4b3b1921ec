using NormFace.Geometry;

namespace NormFace.Distillation;

/// <summary>The teacher's features of every training picture, and the loss that draws a network's towards
/// them.</summary>
/// <remarks>Source of the idea: Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network",
/// arXiv:1503.02531; here features are matched, not outputs of a classifier, so that no class is needed.</remarks>
internal sealed class Teacher : IDisposable
{
    private readonly Tensor directions; // [pictures, D], of unit length
    private readonly double weight;

    /// <summary>Takes features into use.</summary>
    /// <param name="features">Features of all pictures, row by row. Shape <c>[pictures, D]</c>.</param>
    /// <param name="size">D.</param>
    /// <param name="weight">Weight of the loss, above 0.</param>
    /// <param name="device">Where the network is.</param>
    public Teacher(float[] features, int size, double weight, Device device)
    {
        this.weight = weight;
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        directions = Hypersphere.Project(tensor(features, [features.Length / size, size], device: device))
            .DetachFromDisposeScope();
    }

    /// <summary>The weighted mean of <c>1 − cos</c> between features of the network and of the teacher.</summary>
    /// <param name="features">Of the network. Shape <c>[N, D]</c>.</param>
    /// <param name="pictures">The picture of each row.</param>
    /// <returns>A scalar, in a dispose scope of the caller.</returns>
    public Tensor Loss(Tensor features, IReadOnlyList<int> pictures) =>
        (1 - Cosines(features, pictures).mean()) * weight;

    /// <summary>Mean cosine between features of the network and of the teacher.</summary>
    /// <param name="features">Of the network. Shape <c>[N, D]</c>.</param>
    /// <param name="pictures">The picture of each row.</param>
    /// <returns>In [-1, 1].</returns>
    public double MeanCosine(Tensor features, IReadOnlyList<int> pictures)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        return Cosines(features, pictures).mean().to(ScalarType.Float64).item<double>();
    }

    /// <inheritdoc />
    public void Dispose() => directions.Dispose();

    private Tensor Cosines(Tensor features, IReadOnlyList<int> pictures)
    {
        long[] rows = [.. pictures];
        var wanted = directions.index_select(0, tensor(rows, device: directions.device));
        return (Hypersphere.Project(features.to(ScalarType.Float32)) * wanted).sum(1);
    }
}
