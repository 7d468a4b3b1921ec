namespace NormFace.Recognition;

/// <summary>Why no embedding of a face can be relied on.</summary>
public enum FaceProblem
{
    /// <summary>No face was found.</summary>
    NoFace,

    /// <summary>Several faces could be meant.</summary>
    SeveralFaces,

    /// <summary>The face has too few pixels.</summary>
    TinyFace,

    /// <summary>The face is blurred.</summary>
    BlurredFace,
}
