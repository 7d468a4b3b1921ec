namespace NormFace.Recognition;

/// <summary>A picture does not show one face that can be relied on.</summary>
public sealed class FaceException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="picture">Name of the picture.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="message">In words, with what to do.</param>
    public FaceException(string picture, FaceProblem problem, string message)
        : base($"{picture}: {message}") => (Picture, Problem) = (picture, problem);

    /// <summary>Name of the picture.</summary>
    public string Picture { get; }

    /// <summary>What is wrong.</summary>
    public FaceProblem Problem { get; }
}
