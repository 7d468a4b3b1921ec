namespace NormFace.Reports;

/// <summary>A pair shown with its score.</summary>
/// <param name="First">Path or name of the first picture.</param>
/// <param name="Second">Path or name of the second picture.</param>
/// <param name="Score">Their score.</param>
internal sealed record SamplePair(string First, string Second, double Score)
{
    /// <summary>The first picture as a PNG file; default: none.</summary>
    public ReadOnlyMemory<byte> FirstPng { get; init; }

    /// <summary>The second picture as a PNG file; default: none.</summary>
    public ReadOnlyMemory<byte> SecondPng { get; init; }

    /// <summary>Whether both pictures are at hand.</summary>
    public bool HasPictures => !FirstPng.IsEmpty && !SecondPng.IsEmpty;
}
