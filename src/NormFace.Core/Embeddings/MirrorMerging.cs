namespace NormFace.Embeddings;

/// <summary>Merges the feature of a picture with that of its mirror image.</summary>
internal static class MirrorMerging
{
    /// <summary>Length of a merged feature.</summary>
    public static int Length(int size, MirrorMerge merge) => merge == MirrorMerge.Concat ? 2 * size : size;

    /// <summary>Merges two features. Not for <see cref="MirrorMerge.None"/>.</summary>
    public static void Merge(ReadOnlySpan<float> front, ReadOnlySpan<float> mirror, MirrorMerge merge, Span<float> merged)
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
