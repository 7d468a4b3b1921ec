using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Models;

namespace NormFace.Recognition;

/// <summary>A face of a picture as a point on the unit sphere.</summary>
/// <param name="Vector">The embedding, of length 1. Shape <c>[D]</c>.</param>
/// <param name="Face">Where the face is.</param>
/// <param name="Aligned">The face in the template.</param>
/// <param name="Sharpness">Mean square of the Laplacian of the aligned face's luma over the luma's variance, at least
/// 0; smaller where the face is blurred.</param>
public sealed record FaceEmbedding(ReadOnlyMemory<float> Vector, DetectedFace Face, Picture Aligned, double Sharpness)
{
    /// <summary>The raw feature, as the network gave it; default: <see cref="Vector"/>. Shape <c>[D]</c>.</summary>
    public ReadOnlyMemory<float> Feature { get; init; } = Vector;

    /// <summary>How the embedding was corrected for its source; null if it was not.</summary>
    public SourceCorrection? Correction { get; init; }

    /// <summary>Euclidean distance between the raw features of two faces, for networks that were trained by it, such as
    /// dlib's: its threshold is 0.6.</summary>
    /// <param name="other">The other face, by the same model.</param>
    /// <returns>The distance, at least 0; lower is more alike.</returns>
    /// <exception cref="ArgumentException">The features have different lengths: they are of different
    /// models.</exception>
    public double Distance(FaceEmbedding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Embeddings.Distance.Of(Feature.Span, other.Feature.Span);
    }

    /// <summary>Cosine between two faces.</summary>
    /// <param name="other">The other face, by the same model.</param>
    /// <returns>The cosine, in [−1, 1] up to rounding; higher is more alike.</returns>
    /// <exception cref="ArgumentException">The embeddings have different lengths: they are of different
    /// models. Or they were corrected for their source in different ways.</exception>
    public double Cosine(FaceEmbedding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Correction?.Fingerprint != other.Correction?.Fingerprint)
        {
            throw new ArgumentException(
                "Both embeddings must be corrected for their source in the same way, but one is by "
                + $"{Correction?.Fingerprint ?? "nothing"} and the other by "
                + $"{other.Correction?.Fingerprint ?? "nothing"}. Embed both with one FaceEmbedder.",
                nameof(other));
        }

        return Embeddings.Cosine.Of(Vector.Span, other.Vector.Span);
    }
}
