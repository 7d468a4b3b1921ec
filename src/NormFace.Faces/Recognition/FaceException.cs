namespace NormFace.Recognition;

/// <summary>A photograph does not show one face that can be relied on.</summary>
/// <param name="problem">What is wrong.</param>
public sealed class FaceException(FaceProblem problem) : Exception(problem.Message)
{
    /// <summary>What is wrong.</summary>
    public FaceProblem Problem { get; } = problem;
}
