namespace NormFace.Identification;

/// <summary>How many enrolled people are found at a false positive rate.</summary>
/// <param name="Definition">What the false positive rate counts.</param>
/// <param name="WantedRate">The false positive rate asked for, in [0, 1].</param>
/// <param name="Rank">
/// The rank that the own identity may have at most; 0 for any, which is what the definitions other than
/// <see cref="OpenSetDefinition.PerSearch"/> count.
/// </param>
/// <param name="Threshold">
/// The lowest threshold that keeps the false positive rate at or below the wanted one; negative infinity where all are
/// accepted.
/// </param>
/// <param name="MeasuredRate">The false positive rate at that threshold, at most the wanted one.</param>
/// <param name="TruePositiveRate">
/// Share of the mated searches that succeed (TPIR), with its interval over the identities of the probes.
/// </param>
public sealed record OpenSetRate(
    OpenSetDefinition Definition, double WantedRate, int Rank, double Threshold, double MeasuredRate,
    ConfidenceInterval TruePositiveRate)
{
    /// <summary>Name of a definition in files and options.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>Such as <c>per-search</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the named ones.</exception>
    public static string NameOf(OpenSetDefinition definition) => definition switch
    {
        OpenSetDefinition.PerSearch => "per-search",
        OpenSetDefinition.PerCandidate => "per-candidate",
        OpenSetDefinition.PerComparison => "per-comparison",
        _ => throw Unknown(definition),
    };

    /// <summary>How a rank is called.</summary>
    /// <param name="rank">The rank, 0 for any.</param>
    /// <returns>Such as <c>rank 5</c>.</returns>
    public static string NameOf(int rank) => rank == 0 ? "any rank" : FormattableString.Invariant($"rank {rank}");

    /// <summary>What a definition counts, in a line.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>The line.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the named ones.</exception>
    public static string Explain(OpenSetDefinition definition) => definition switch
    {
        OpenSetDefinition.PerSearch =>
            "share of the searches of people who are not enrolled that return anyone (ISO/IEC 19795-1, NIST); "
            + "the own identity must be within the rank",
        OpenSetDefinition.PerCandidate =>
            "wrong candidates for each search of an enrolled person, found correctly or not "
            + "(InsightFace's IJB script up to 2021); any rank",
        OpenSetDefinition.PerComparison =>
            "share of the comparisons of enrolled people with others that reach the threshold "
            + "(InsightFace #1386); any rank",
        _ => throw Unknown(definition),
    };

    private static ArgumentOutOfRangeException Unknown(OpenSetDefinition definition) =>
        new(nameof(definition), definition, $"definition must be a named one, but was {definition}.");
}
