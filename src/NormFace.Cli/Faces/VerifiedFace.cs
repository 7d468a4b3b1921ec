using NormFace.Cli.Output;
using NormFace.Decoding;
using NormFace.Recognition;

namespace NormFace.Cli.Faces;

/// <summary>One of the two pictures that are compared.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Photograph">The picture where it is to be drawn; null if it cannot be read.</param>
/// <param name="Embedding">Its face; null if there is a problem.</param>
/// <param name="Problem">What is wrong; null if nothing is.</param>
/// <param name="Code">Exit code of the problem.</param>
internal sealed record VerifiedFace(
    string Name, Picture? Photograph, FaceEmbedding? Embedding, string? Problem, ExitCode Code);
