using NormFace.Embeddings;
using NormFace.Preparation;

namespace NormFace.Extraction;

/// <summary>Features of pictures, merged with those of their mirror images.</summary>
/// <remarks>Source: Wang et al., "NormFace", arXiv:1704.06369, section 4.1.</remarks>
internal static class MirroredFeatures
{
    /// <summary>Length of a merged feature.</summary>
    /// <param name="network">The network.</param>
    /// <param name="merge">How features are merged.</param>
    /// <returns>D, or 2D for concatenation.</returns>
    public static int Length(IEmbeddingNetwork network, MirrorMerge merge)
    {
        ArgumentNullException.ThrowIfNull(network);
        return MirrorMerging.Length(network.FeatureSize, merge);
    }

    /// <summary>Embeds prepared pictures and, where they are merged, their mirror images.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pixels">Prepared pictures, one after the other.</param>
    /// <param name="merge">How front and mirror features become one.</param>
    /// <returns>Raw features row by row. Shape <c>[N, D]</c>, or <c>[N, 2D]</c> for concatenation.</returns>
    /// <exception cref="ArgumentException">The bytes are not a whole number of pictures, or none.</exception>
    public static float[] Of(IEmbeddingNetwork network, byte[] pixels, MirrorMerge merge)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(pixels);
        if (merge == MirrorMerge.None)
        {
            return network.Features(pixels);
        }

        var turned = (byte[])pixels.Clone();
        PixelMoves.Mirror(network.Contract, turned); // row by row, so all pictures at once
        var mirror = network.Features(turned);
        if (merge == MirrorMerge.Only)
        {
            return mirror;
        }

        var front = network.Features(pixels);
        var (size, length) = (network.FeatureSize, Length(network, merge));
        var merged = new float[front.Length / size * length];
        for (var row = 0; row < front.Length / size; row++)
        {
            MirrorMerging.Merge(
                front.AsSpan(row * size, size),
                mirror.AsSpan(row * size, size),
                merge,
                merged.AsSpan(row * length, length));
        }

        return merged;
    }
}
