namespace NormFace.Protocols.Blufr;

/// <summary>
/// One trial: which pictures play which part. Numbers are places in <see cref="BlufrTrials.Names"/>, from 0.
/// </summary>
/// <param name="Training">Pictures that a method may learn from; nothing here does.</param>
/// <param name="Test">Pictures whose pairs are all compared: gallery and probes together.</param>
/// <param name="Gallery">Pictures that are enrolled, in the order of the list.</param>
/// <param name="GenuineProbes">Probes of people in the gallery.</param>
/// <param name="ImpostorProbes">Probes of people who are not in the gallery.</param>
internal sealed record BlufrTrial(
    IReadOnlyList<int> Training,
    IReadOnlyList<int> Test,
    IReadOnlyList<int> Gallery,
    IReadOnlyList<int> GenuineProbes,
    IReadOnlyList<int> ImpostorProbes);
