using System.Globalization;

namespace NormFace.Theory;

/// <summary>The floor under the loss of a softmax on scaled cosines (Proposition 2).</summary>
/// <remarks>
/// <para><c>B(n, s) = log( 1 + (n−1)·exp(−s·n/(n−1)) )</c></para>
/// <para>
/// With <c>n</c> equally frequent classes and features and agents on the unit sphere no arrangement, however good, has
/// a lower mean loss. The value is reached exactly when every feature equals its agent and the agents form a regular
/// simplex (<c>cos = −1/(n−1)</c>), which needs a dimension of at least <c>n − 1</c>. The loss of a single batch may
/// lie below it when its classes are not equally frequent.
/// </para>
/// <para>Source: Wang et al., "NormFace", arXiv:1704.06369, Proposition 2. Symbols: docs/math.md#bound.</para>
/// </remarks>
public static class SoftmaxBound
{
    /// <summary>The floor of the mean loss.</summary>
    /// <param name="classCount">Number of classes <c>n</c>, at least 2.</param>
    /// <param name="scale">Scale <c>s</c> that multiplies the cosines; finite, at least 0.</param>
    /// <param name="margin">
    /// Margin <c>m</c> subtracted from the own cosine (CosFace); finite, at least 0; default: none.
    /// </param>
    /// <returns>
    /// <c>B(n, s)</c> in nats: <c>log n</c> at scale 0, falling towards 0. A margin multiplies the exponential by
    /// <c>exp(s·m)</c>; the proof is the same, since the margin shifts every exponent alike.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or NaN.</exception>
    public static double At(int classCount, double scale, double margin = 0)
    {
        Check.ClassCount(classCount);
        Check.NonNegative(scale);
        Check.NonNegative(margin);

        // log(1 + e^u): the larger of 0 and u is taken out, so that no scale can overflow it.
        var u = Math.Log(classCount - 1) - Exponent(classCount, scale) + (scale * margin);
        return Math.Max(u, 0) + PreciseLogarithm.LogOnePlus(Math.Exp(-Math.Abs(u)));
    }

    /// <summary>The scale for a wanted floor: the inverse of <see cref="At"/>.</summary>
    /// <param name="classCount">Number of classes <c>n</c>, at least 2.</param>
    /// <param name="floor">Wanted floor in nats, above 0 and below <c>log n</c>, the loss of guessing.</param>
    /// <returns><c>s = ((n−1)/n)·log( (n−1)/(exp(floor) − 1) )</c>, above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or NaN.</exception>
    public static double ScaleFor(int classCount, double floor)
    {
        Check.ClassCount(classCount);

        if (!(floor > 0 && floor < Math.Log(classCount)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(floor), floor,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"floor must lie above 0 and below log({classCount}) = {Math.Log(classCount):F6}, the loss of "
                    + $"guessing."));
        }

        var odds = Math.Log(classCount - 1) - Math.Log(PreciseLogarithm.ExpMinusOne(floor));
        return odds * (classCount - 1) / classCount;
    }

    /// <summary>Slope of the loss with respect to the scale where the bound is reached, on a regular simplex.</summary>
    /// <param name="classCount">Number of classes <c>n</c>, at least 2.</param>
    /// <param name="scale">Scale <c>s</c>; finite, at least 0.</param>
    /// <returns>
    /// <c>dL/ds = −(n/(n−1))·q</c> with <c>q</c> of <see cref="RemainingPull"/>; below 0: a learned scale always grows
    /// there.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or NaN.</exception>
    public static double ScaleSlope(int classCount, double scale) =>
        -RemainingPull(classCount, scale) * classCount / (classCount - 1);

    /// <summary>
    /// The gradient left for a sample that is already perfectly placed: <c>1 − p</c> of its own class at the bound.
    /// </summary>
    /// <param name="classCount">Number of classes <c>n</c>, at least 2.</param>
    /// <param name="scale">Scale <c>s</c>; finite, at least 0.</param>
    /// <returns>
    /// <c>q = x/(1 + x)</c>, <c>x = (n−1)·exp(−s·n/(n−1))</c>, in [0, 1]. Near 1 the easy samples take all the gradient
    /// and the hard ones starve: why a softmax on plain cosines (<c>s = 1</c>) does not converge.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its stated range or NaN.</exception>
    public static double RemainingPull(int classCount, double scale)
    {
        Check.ClassCount(classCount);
        Check.NonNegative(scale);

        return 1 / (1 + Math.Exp(Exponent(classCount, scale) - Math.Log(classCount - 1)));
    }

    private static double Exponent(int classCount, double scale) => scale * classCount / (classCount - 1);
}
