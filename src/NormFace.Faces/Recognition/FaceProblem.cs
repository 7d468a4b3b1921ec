namespace NormFace.Recognition;

/// <summary>Why no embedding of a photograph's face can be relied on.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">In words, with what to do; to be read after the name of the photograph.</param>
public sealed record FaceProblem(FaceProblemKind Kind, string Message);

/// <summary>Kinds of <see cref="FaceProblem"/>.</summary>
public enum FaceProblemKind
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
