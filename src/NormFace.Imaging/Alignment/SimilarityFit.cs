namespace NormFace.Alignment;

/// <summary>Which similarity transform is the best between two sets of points: the two that the field uses, which are
/// not the same.</summary>
internal enum SimilarityFit
{
    /// <summary>
    /// Least squares of the distances in the template, without mirroring: scikit-image's and InsightFace's estimate,
    /// Umeyama's formula.
    /// </summary>
    Template,

    /// <summary>
    /// Least squares of the distances in the picture, regressing picture on template and inverting, with a mirrored fit
    /// tried as well and the better of the two kept: MATLAB's <c>cp2tform</c> for similarities, which the paper's
    /// alignment calls.
    /// </summary>
    Picture,
}
