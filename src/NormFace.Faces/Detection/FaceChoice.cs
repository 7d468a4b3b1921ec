namespace NormFace.Detection;

/// <summary>Which face of a picture is meant where there are several.</summary>
public enum FaceChoice
{
    /// <summary>None: a picture of several faces that could be meant is refused.</summary>
    Only,

    /// <summary>
    /// The paper's rule: the one whose box's middle has the least sum of horizontal and vertical distance to the middle
    /// of the picture. Source: Wang et al., arXiv:1704.06369, and its release.
    /// </summary>
    Central,

    /// <summary>The one with the largest box.</summary>
    Largest,
}
