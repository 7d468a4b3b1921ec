using NormFace.Theory;

namespace NormFace.Calibration;

/// <summary>The logarithm of one plus an exponential.</summary>
internal static class Softplus
{
    /// <summary><c>log(1 + exp(x))</c>, in nats, without overflow.</summary>
    public static double Of(double x) => Math.Max(x, 0) + PreciseLogarithm.LogOnePlus(Math.Exp(-Math.Abs(x)));
}
