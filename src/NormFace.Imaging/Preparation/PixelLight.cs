namespace NormFace.Preparation;

/// <summary>Changes the light of a picture.</summary>
internal static class PixelLight
{
    private const double MiddleGrey = 127.5;

    /// <summary>Maps bytes through one curve: a shift and a stretch around middle grey.</summary>
    /// <param name="pixels">The bytes.</param>
    /// <param name="shift">Shift as a share of the range of bytes, in [−1, 1].</param>
    /// <param name="stretch">Relative change of the distance from middle grey, in [−1, 1].</param>
    /// <remarks>
    /// The curve is built from sums, products and a floor of float64, so it is the same on every machine.
    /// </remarks>
    public static void Apply(Span<byte> pixels, double shift, double stretch)
    {
        Span<byte> curve = stackalloc byte[256];
        for (var value = 0; value < curve.Length; value++)
        {
            var changed = ((value - MiddleGrey) * (1 + stretch)) + MiddleGrey + (shift * 255);
            curve[value] = (byte)Math.Clamp(Math.Floor(changed + 0.5), 0, 255);
        }

        foreach (ref var pixel in pixels)
        {
            pixel = curve[pixel];
        }
    }
}
