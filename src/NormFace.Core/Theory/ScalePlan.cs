namespace NormFace.Theory;

/// <summary>A scale chosen for a number of classes, with what follows from it.</summary>
/// <remarks>
/// The paper learns the scale or fixes it at 20 to 30; this derives it from the one thing that must hold, that the
/// floor of the loss lies well under the losses training is to tell apart. Source: arXiv:1704.06369, Proposition 2.
/// </remarks>
/// <param name="ClassCount">Number of classes <c>n</c>.</param>
/// <param name="Scale">The scale <c>s</c>.</param>
/// <param name="Floor">Lowest mean loss that scale allows, in nats.</param>
/// <param name="GuessingLoss">Loss of uniform guessing, <c>log n</c> in nats: about where training starts.</param>
/// <param name="RemainingPull">Gradient share that a perfectly placed sample keeps, in [0, 1].</param>
/// <param name="SimplexDimension">
/// Smallest embedding size in which the floor can be reached exactly, <c>n − 1</c>.
/// </param>
public sealed record ScalePlan(
    int ClassCount, double Scale, double Floor, double GuessingLoss, double RemainingPull, int SimplexDimension)
{
    /// <summary>
    /// Floor used where the caller names none: a hundredth of a nat, below any loss worth stopping at.
    /// </summary>
    public const double DefaultFloor = 0.01;

    /// <summary>Plans the scale for a wanted floor of the loss.</summary>
    /// <param name="classCount">Number of classes <c>n</c>, at least 2.</param>
    /// <param name="floor">Wanted floor in nats, above 0 and below <c>log n</c>.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or NaN.</exception>
    public static ScalePlan ForFloor(int classCount, double floor = DefaultFloor) =>
        ForScale(classCount, SoftmaxBound.ScaleFor(classCount, floor));

    /// <summary>Tells what a given scale allows.</summary>
    /// <param name="classCount">Number of classes <c>n</c>, at least 2.</param>
    /// <param name="scale">Scale <c>s</c>; finite, at least 0.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or NaN.</exception>
    public static ScalePlan ForScale(int classCount, double scale) => new(
        classCount,
        scale,
        SoftmaxBound.At(classCount, scale),
        Math.Log(classCount),
        SoftmaxBound.RemainingPull(classCount, scale),
        classCount - 1);

    /// <summary>Smallest scale at which a perfectly placed sample can reach a wanted probability.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 3.</param>
    /// <param name="probability">
    /// Wanted probability <c>p</c> of the own class, in (0, 1) and above guessing among the rest.
    /// </param>
    /// <returns><c>log( p·(C−2)/(1−p) )</c>.</returns>
    /// <remarks>
    /// The average agent of another class is taken to be orthogonal. Source: Ranjan et al., "L2-constrained softmax",
    /// arXiv:1703.09507, equation 8.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or NaN.</exception>
    public static double ForProbability(int classCount, double probability)
    {
        if (classCount < 3)
        {
            throw new ArgumentOutOfRangeException(
                nameof(classCount), classCount, $"classCount must be at least 3, but was {classCount}.");
        }

        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), probability,
                FormattableString.Invariant($"probability must lie in (0, 1), but was {probability}."));
        }

        return Math.Log(probability) + Math.Log(classCount - 2) - Math.Log(1 - probability);
    }
}
