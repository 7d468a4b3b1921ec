namespace NormFace.Losses;

/// <summary>Cross-entropy from the own logit and the log-sum-exp of the others.</summary>
/// <remarks>
/// <c>−log( e^a/(e^a + e^S) ) = log(1 + e^(S − a))</c>. Written on the difference, it keeps its digits where the
/// sample is won (a small loss) and where it is lost, and no probability is formed that could be cut off.
/// </remarks>
internal static class SoftmaxCompetition
{
    /// <summary>Loss of each sample.</summary>
    /// <param name="ownLogit">Shape <c>[N]</c>.</param>
    /// <param name="others">Log-sum-exp of the other classes' logits. Shape <c>[N]</c>.</param>
    /// <returns>Shape <c>[N]</c>, in nats.</returns>
    public static Tensor Loss(Tensor ownLogit, Tensor others)
    {
        var deficit = others - ownLogit;
        return logaddexp(deficit, zeros_like(deficit));
    }
}
