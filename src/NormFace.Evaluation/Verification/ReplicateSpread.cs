using MathNet.Numerics.Distributions;

namespace NormFace.Verification;

/// <summary>A figure, its replicates, and the interval and the test they give.</summary>
internal sealed class ReplicateSpread
{
    // Student's distribution is the normal one long before, to more digits than a replicate gives.
    private const double ManyDegrees = 1e6;

    // k·l has three times the variance that a pair on its own should have. To take two off would be right for endless
    // identities; with 50 to 100, one and a half hold 93 to 97 % of the truths in simulation, and two 92 to 95 %.
    private const double ExcessTakenOff = 1.5;

    private readonly double[] subjects; // sorted
    private readonly double degrees;
    private readonly double widening;

    /// <summary>Takes replicates.</summary>
    /// <param name="value">The figure on all pairs.</param>
    /// <param name="subjects">The figure on replicates of identities.</param>
    /// <param name="couples">
    /// The figure on replicates of the impostor pairs as if they shared nobody; may be empty.
    /// </param>
    /// <param name="identityCount">Number of identities.</param>
    public ReplicateSpread(double value, double[] subjects, double[] couples, int identityCount)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(couples);
        Value = value;
        this.subjects = [.. subjects.Order()];
        Replicates = subjects;
        var (spread, own) = (Variance(subjects), Variance(couples));
        CoupleShare = spread > 0 && double.IsFinite(spread) && double.IsFinite(own) ? own / spread : 0;

        var excess = Math.Min(ExcessTakenOff * CoupleShare, ExcessTakenOff / 3);
        var count = Math.Max(identityCount, 3.0);
        degrees = Math.Min(count - 1, ManyDegrees);
        widening = Math.Sqrt((1 - excess) * count * (count - 1)) / (count - 2);
    }

    /// <summary>The figure on all pairs.</summary>
    public double Value { get; }

    /// <summary>The figure on replicates of identities, in the order in which they were drawn.</summary>
    public IReadOnlyList<double> Replicates { get; }

    /// <summary>Share of the variance that impostor pairs have of their own, in expectation at most a third.</summary>
    public double CoupleShare { get; }

    /// <summary>The interval that holds the true figure with a given probability.</summary>
    /// <param name="level">The probability, in (0, 1), such as 0.95.</param>
    /// <returns>The interval; it always holds <see cref="Value"/>.</returns>
    public ConfidenceInterval Interval(double level)
    {
        var deviate = StudentT.InvCDF(0, 1, degrees, (1 + level) / 2) * widening;
        var tail = Normal.CDF(0, 1, -deviate);
        return new ConfidenceInterval(Value, Math.Min(Value, FromBelow(tail)), Math.Max(Value, FromAbove(tail)), level);
    }

    /// <summary>The smallest <see cref="PValue"/> that so many replicates can show.</summary>
    public double LeastPValue => OfShare(1.0 / (subjects.Length + 1));

    /// <summary>How rare a figure so far from 0 would be if 0 were the truth: two-sided.</summary>
    /// <returns>The probability, in (0, 1].</returns>
    public double PValue()
    {
        var rarest = 1.0 / (subjects.Length + 1);
        var below = (subjects.Count(replicate => replicate <= 0) + 1) * rarest;
        var above = (subjects.Count(replicate => replicate >= 0) + 1) * rarest;
        var smaller = Math.Min(below, above);
        return smaller >= 0.5 ? 1 : OfShare(smaller);
    }

    // What a share of replicates beyond 0 means for so few identities.
    private double OfShare(double share) =>
        Math.Clamp(
            2 * StudentT.CDF(0, 1, degrees, Normal.InvCDF(0, 1, share) / widening), 2.0 / (subjects.Length + 1), 1);

    // Order statistic number tail·(B + 1), counted from the end in question so that a negated figure has a negated
    // interval.
    private double FromBelow(double tail) => Between(tail, index => subjects[index]);

    private double FromAbove(double tail) => Between(tail, index => subjects[subjects.Length - 1 - index]);

    private double Between(double tail, Func<int, double> ordered)
    {
        var position = Math.Clamp((tail * (subjects.Length + 1)) - 1, 0, subjects.Length - 1);
        var index = (int)position;
        var (near, far) = (ordered(index), ordered(Math.Min(index + 1, subjects.Length - 1)));
        return near == far || position == index ? near : near + ((position - index) * (far - near));
    }

    private static double Variance(double[] values)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        var mean = values.Average();
        return values.Sum(number => (number - mean) * (number - mean)) / values.Length;
    }
}
