namespace NormFace.Embeddings;

/// <summary>Merges the feature of a picture with that of its mirror image.</summary>
public static class MirrorMerging
{
    /// <summary>Length of a merged feature.</summary>
    /// <param name="size">Length D of a feature, at least 1.</param>
    /// <param name="merge">How features are merged.</param>
    /// <returns>D, or 2D for concatenation.</returns>
    public static int Length(int size, MirrorMerge merge) => merge == MirrorMerge.Concat ? 2 * size : size;

    /// <summary>Merges two features.</summary>
    /// <param name="front">The picture's. Shape <c>[D]</c>.</param>
    /// <param name="mirror">The mirror image's. Shape <c>[D]</c>.</param>
    /// <param name="merge">How; <see cref="MirrorMerge.None"/> copies the front feature.</param>
    /// <param name="merged">Receives the result. Shape <c>[D]</c>, or <c>[2D]</c> for concatenation.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public static void Merge(
        ReadOnlySpan<float> front, ReadOnlySpan<float> mirror, MirrorMerge merge, Span<float> merged)
    {
        if (mirror.Length != front.Length || merged.Length != Length(front.Length, merge))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"mirror and merged must fit {front.Length} values, but hold {mirror.Length} and {merged.Length}."));
        }

        if (merge == MirrorMerge.Only)
        {
            mirror.CopyTo(merged);
            return;
        }

        front.CopyTo(merged);
        if (merge == MirrorMerge.Concat)
        {
            mirror.CopyTo(merged[front.Length..]);
            return;
        }

        for (var index = 0; index < front.Length && merge != MirrorMerge.None; index++)
        {
            merged[index] =
                merge == MirrorMerge.Sum ? front[index] + mirror[index] : Math.Max(front[index], mirror[index]);
        }
    }
}
