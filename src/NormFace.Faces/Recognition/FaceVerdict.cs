namespace NormFace.Recognition;

/// <summary>What a comparison of two faces says.</summary>
public enum FaceVerdict
{
    /// <summary>The score reaches the threshold.</summary>
    Same,

    /// <summary>The score is below the threshold, and such scores are far more frequent between two people.</summary>
    Different,

    /// <summary>Neither is shown.</summary>
    Undecided,
}
