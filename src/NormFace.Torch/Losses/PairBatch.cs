using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>The samples of a batch compared with each other.</summary>
/// <param name="Distances">Squared distances of the projected features. Shape <c>[N, N]</c>.</param>
/// <param name="IsGenuine">Whether row and column are two samples of one class. Shape <c>[N, N]</c>.</param>
/// <param name="IsImpostor">Whether they are of two classes. Shape <c>[N, N]</c>.</param>
internal sealed record PairBatch(Tensor Distances, Tensor IsGenuine, Tensor IsImpostor)
{
    /// <summary>Compares all samples.</summary>
    public static PairBatch Of(Tensor features, Tensor labels, double epsilon)
    {
        var unit = Hypersphere.Project(features, epsilon: epsilon);
        var distances = SquaredDistance.FromCosine(unit.mm(unit.t())).clamp_min(0);
        var isSame = labels.unsqueeze(1).eq(labels);
        var isOther = isSame.logical_not();
        var isItself = eye(labels.shape[0], dtype: ScalarType.Bool, device: labels.device);
        return new PairBatch(distances, isSame.logical_and_(isItself.logical_not()), isOther);
    }

    /// <summary>For each row its farthest genuine sample, as a mask of the matrix; empty rows stay empty.</summary>
    public Tensor FarthestGenuine() =>
        Pick(Distances.detach().masked_fill(IsGenuine.logical_not(), -1).argmax(1), IsGenuine);

    /// <summary>For each row its nearest impostor, as a mask of the matrix; empty rows stay empty.</summary>
    public Tensor NearestImpostor() =>
        Pick(Distances.detach().masked_fill(IsImpostor.logical_not(), 5).argmin(1), IsImpostor);

    /// <summary>
    /// Values summed for each row, with the count they are divided by shared out so that the mean of the rows is the
    /// mean of the values.
    /// </summary>
    /// <param name="values">One value for each pair or triplet. Shape <c>[P]</c>.</param>
    /// <param name="anchors">Row each belongs to. Shape <c>[P]</c>.</param>
    /// <param name="average">What counts.</param>
    public Tensor PerAnchor(Tensor values, Tensor anchors, PairAverage average)
    {
        var rows = Distances.shape[0];
        var count = average == PairAverage.Mined
            ? values.shape[0]
            : values.detach().gt(0).sum().item<long>(); // waits for the device
        var sums = zeros(rows, values.dtype, values.device).index_add(0, anchors, values, 1);

        // A NaN is in no mined pair, since it compares with nothing; the distance to itself shows it all the same.
        var selfDistances = Distances.detach().diagonal();
        return (sums * ((double)rows / Math.Max(count, 1))) + (selfDistances * 0);
    }

    private static Tensor Pick(Tensor columns, Tensor allowed) =>
        zeros_like(allowed)
            .scatter_(1, columns.unsqueeze(1), ones_like(columns).to(ScalarType.Bool).unsqueeze(1))
            .logical_and_(allowed);
}
