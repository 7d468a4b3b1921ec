namespace NormFace.Reports;

/// <summary>Two pictures shown side by side with their score.</summary>
/// <param name="FirstPng">The first picture as a PNG file.</param>
/// <param name="SecondPng">The second picture as a PNG file.</param>
/// <param name="Score">Their score.</param>
/// <param name="Caption">Short text below, such as the two identities.</param>
public sealed record SamplePair(ReadOnlyMemory<byte> FirstPng, ReadOnlyMemory<byte> SecondPng, double Score, string Caption);
