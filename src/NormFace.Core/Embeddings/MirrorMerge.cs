namespace NormFace.Embeddings;

/// <summary>How the feature of a picture and that of its mirror image become one.</summary>
/// <remarks>
/// Source: Wang et al., "NormFace", arXiv:1704.06369, section 4.1: sum; the released model's evaluation: element-wise
/// maximum.
/// </remarks>
public enum MirrorMerge
{
    /// <summary>The picture alone. Length D.</summary>
    None,

    /// <summary>Their sum. Length D.</summary>
    Sum,

    /// <summary>The larger of each pair of values. Length D.</summary>
    Max,

    /// <summary>One after the other. Length 2D.</summary>
    Concat,

    /// <summary>The mirror image alone. Length D.</summary>
    Only,
}
