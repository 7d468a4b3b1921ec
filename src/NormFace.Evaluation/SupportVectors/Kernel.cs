namespace NormFace.SupportVectors;

/// <summary>Symmetric similarities between the samples that a machine is trained on, given row by row.</summary>
/// <remarks>
/// Rows are asked for when they are needed and kept for a while; the whole matrix is never held unless a kernel holds
/// it itself.
/// </remarks>
internal abstract class Kernel
{
    /// <summary>Number of samples N.</summary>
    public abstract int Count { get; }

    /// <summary>Similarity of a sample with itself.</summary>
    /// <param name="sample">Index in [0, N).</param>
    /// <returns>The entry on the diagonal.</returns>
    public abstract double Self(int sample);

    /// <summary>Similarities of a sample with all samples. Called from one thread at a time by a machine.</summary>
    /// <param name="sample">Index in [0, N).</param>
    /// <param name="values">
    /// Receives the row, every value finite and equal to its mirror image. Shape <c>[N]</c>.
    /// </param>
    public abstract void Row(int sample, Span<double> values);
}
