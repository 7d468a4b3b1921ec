namespace NormFace.Conditions;

/// <summary>A pair that the threshold gets wrong.</summary>
/// <param name="First">Name of the first picture.</param>
/// <param name="Second">Name of the second picture.</param>
/// <param name="Score">Their score.</param>
public sealed record ErrorPair(string First, string Second, double Score)
{
    // Places of both pictures in the columns.
    internal (int First, int Second) Places { get; init; }
}
