using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.Cli.Faces;

/// <summary>The faces of a picture.</summary>
/// <param name="Name">Name of the picture.</param>
/// <param name="Width">Columns of the upright picture; 0 if it cannot be read.</param>
/// <param name="Height">Rows.</param>
/// <param name="Faces">The faces, the largest first.</param>
/// <param name="Problem">Why it cannot be read; null if it can.</param>
/// <param name="Picture">The picture where it is to be drawn.</param>
internal sealed record FoundFaces(
    string Name, int Width, int Height, IReadOnlyList<DetectedFace> Faces, string? Problem, Picture? Picture);
