namespace NormFace.Identification;

/// <summary>
/// What a false positive rate of identification counts. Toolkits mean different things, and print very different
/// figures for one model.
/// </summary>
/// <remarks>
/// InsightFace's threads #1386 and #1739 show the same embeddings at 0.716 and at 0.964 for a rate of 0.001, by the
/// definition alone.
/// </remarks>
public enum OpenSetDefinition
{
    /// <summary>
    /// Share of the searches of people who are not enrolled that return anyone at the threshold (FPIR). Needs non-mated
    /// probes. A mated search succeeds where its own identity is among the first ranks and reaches the threshold.
    /// Source: ISO/IEC 19795-1; NIST FRTE 1:N.
    /// </summary>
    PerSearch,

    /// <summary>
    /// Wrong candidates at the threshold for each search, among the searches of enrolled people only, who may even be
    /// found correctly. A search succeeds where its own identity reaches the threshold, at whatever rank. Source:
    /// InsightFace's IJB script up to 2021.
    /// </summary>
    PerCandidate,

    /// <summary>
    /// Share of the comparisons of enrolled people with others in the gallery that reach the threshold: the false
    /// accept rate of verification, by another name. The larger the gallery, the more false candidates each search
    /// returns at the same rate. Source: InsightFace #1386.
    /// </summary>
    PerComparison,
}
