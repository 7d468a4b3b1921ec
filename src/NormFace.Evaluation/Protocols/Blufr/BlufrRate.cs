using MathNet.Numerics.Distributions;

namespace NormFace.Protocols.Blufr;

/// <summary>A rate over the trials.</summary>
public sealed record BlufrRate
{
    internal BlufrRate(double far, int rank, IReadOnlyList<BlufrPoint> trials) =>
        (Far, Rank, Trials) = (far, rank, trials);

    /// <summary>False accept rate asked for, in [0, 1].</summary>
    public double Far { get; }

    /// <summary>Rank within which the own identity must be; 0 for verification.</summary>
    public int Rank { get; }

    /// <summary>What each trial gave.</summary>
    internal IReadOnlyList<BlufrPoint> Trials { get; }

    /// <summary>
    /// What the rate is, in the benchmark's words: <c>VR at FAR 0.001</c> or <c>DIR at rank 1, FAR 0.01</c>.
    /// </summary>
    public string Name => Rank == 0
        ? FormattableString.Invariant($"VR at FAR {Far:0.#########}")
        : FormattableString.Invariant($"DIR at rank {Rank}, FAR {Far:0.#########}");

    /// <summary>Mean rate of the trials, in [0, 1].</summary>
    public double Mean => Trials.Average(trial => trial.Rate);

    /// <summary>Standard deviation of the rates with division by trials − 1; 0 for a single trial.</summary>
    public double StandardDeviation
    {
        get
        {
            var mean = Mean;
            return Trials.Count == 1
                ? 0
                : Math.Sqrt(Trials.Sum(trial => (trial.Rate - mean) * (trial.Rate - mean)) / (Trials.Count - 1));
        }
    }

    /// <summary>The mean with an interval over the draw of trials, by Student's distribution.</summary>
    /// <param name="level">Level of the interval, in (0, 1).</param>
    /// <returns>
    /// The interval, inside [0, 1]. Trials share people, so it is narrower than one over identities; of a single trial
    /// it is [0, 1].
    /// </returns>
    public ConfidenceInterval OverTrials(double level = 0.95)
    {
        if (Trials.Count == 1)
        {
            return new ConfidenceInterval(Mean, 0, 1, level);
        }

        var half = StudentT.InvCDF(
            0, 1, Trials.Count - 1, (1 + level) / 2) * StandardDeviation / Math.Sqrt(Trials.Count);
        return new ConfidenceInterval(Mean, Math.Max(0, Mean - half), Math.Min(1, Mean + half), level);
    }

    /// <summary>
    /// Mean minus one standard deviation: the figure that the benchmark ranks by, and that papers often print unsaid.
    /// </summary>
    public double MeanMinusDeviation => Mean - StandardDeviation;
}
