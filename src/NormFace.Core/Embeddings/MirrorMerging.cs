namespace NormFace.Embeddings;

/// <summary>Merges the features of pictures with those of their mirror images.</summary>
/// <remarks>Source: Wang et al., "NormFace", arXiv:1704.06369, section 4.1: sum; the released model's evaluation: element-wise maximum.</remarks>
public static class MirrorMerging
{
    /// <summary>Merges row by row.</summary>
    /// <param name="front">Features of the pictures. Shape <c>[N, D]</c>.</param>
    /// <param name="mirror">Features of the mirror images, under the same names in any order. Shape <c>[N, D]</c>.</param>
    /// <param name="merge">How; <see cref="MirrorMerge.None"/> gives the front.</param>
    /// <returns>Merged features in the order of the front. Shape <c>[N, D]</c>, or <c>[N, 2D]</c> for concatenation.</returns>
    /// <exception cref="InvalidDataException">Sizes differ, or a name is missing among the mirror images.</exception>
    public static EmbeddingSet Merge(EmbeddingSet front, EmbeddingSet mirror, MirrorMerge merge)
    {
        ArgumentNullException.ThrowIfNull(front);
        ArgumentNullException.ThrowIfNull(mirror);
        if (front.Size != mirror.Size || front.Count != mirror.Count)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"Mirror features must be [{front.Count}, {front.Size}] like the front features, but are [{mirror.Count}, {mirror.Size}]."));
        }

        if (merge == MirrorMerge.None)
        {
            return front;
        }

        var size = merge == MirrorMerge.Concat ? 2 * front.Size : front.Size;
        var merged = new float[front.Count * size];
        for (var row = 0; row < front.Count; row++)
        {
            if (!mirror.TryFind(front.Names[row], out var other))
            {
                throw new InvalidDataException($"Mirror features must cover every picture, but '{front.Names[row]}' is missing.");
            }

            MergeRow(front.Row(row), mirror.Row(other), merge, merged.AsSpan(row * size, size));
        }

        return new EmbeddingSet(merged, front.Names);
    }

    /// <summary>Merges one feature with that of the mirror image.</summary>
    /// <param name="front">The feature of the picture. Shape <c>[D]</c>.</param>
    /// <param name="mirror">The feature of the mirror image. Shape <c>[D]</c>.</param>
    /// <param name="merge">How; not <see cref="MirrorMerge.None"/>.</param>
    /// <param name="merged">Receives the merged feature. Shape <c>[D]</c>, or <c>[2D]</c> for concatenation.</param>
    internal static void MergeRow(ReadOnlySpan<float> front, ReadOnlySpan<float> mirror, MirrorMerge merge, Span<float> merged)
    {
        if (merge == MirrorMerge.Concat)
        {
            front.CopyTo(merged);
            mirror.CopyTo(merged[front.Length..]);
            return;
        }

        for (var index = 0; index < front.Length; index++)
        {
            merged[index] = merge == MirrorMerge.Sum ? front[index] + mirror[index] : Math.Max(front[index], mirror[index]);
        }
    }
}
