namespace NormFace.Geometry;

/// <summary><c>1/√(Σ xᵢ² + ε)</c> along an axis, outside autograd; 0 if that length is 0.</summary>
internal static class InverseNorm
{
    public static Tensor Of(Tensor vectors, int axis, double epsilon, bool keepAxis)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        // one pass over the vectors
        var squares = linalg.vector_norm(vectors, 2, [axis], keepAxis).pow_(2).add_(epsilon);
        var inverse = squares.rsqrt();

        if (epsilon == 0)
        {
            inverse.masked_fill_(squares.eq(0), 0);
        }

        return inverse.MoveToOuterDisposeScope();
    }
}
