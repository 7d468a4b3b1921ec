namespace NormFace.Preparation;

/// <summary>How far the light of a picture is changed at random.</summary>
/// <param name="Brightness">Largest shift as a share of the range of bytes, in [0, 1]; 0.2 shifts by up to 51.</param>
/// <param name="Contrast">Largest relative change of the distance from middle grey, in [0, 1]; 0.2 gives 0.8 to 1.2 times.</param>
/// <param name="GreyShare">Share of the pictures that lose their colour, in [0, 1].</param>
public sealed record PhotometricJitter(double Brightness = 0.2, double Contrast = 0.2, double GreyShare = 0)
{
    private const double MiddleGrey = 127.5;

    /// <summary>Throws unless every part is in its range.</summary>
    /// <returns>The jitter itself.</returns>
    /// <exception cref="ArgumentException">A part is out of range; all are quoted.</exception>
    public PhotometricJitter Checked() =>
        Brightness is >= 0 and <= 1 && Contrast is >= 0 and <= 1 && GreyShare is >= 0 and <= 1
            ? this
            : throw new ArgumentException(FormattableString.Invariant(
                $"Brightness, Contrast and GreyShare must lie in [0, 1], but were {Brightness}, {Contrast} and {GreyShare}."));

    /// <summary>Maps bytes through one curve: a shift and a stretch, each by a draw in [-1, 1).</summary>
    /// <remarks>The curve is built from sums, products and a floor of float64, so it is the same on every machine.</remarks>
    internal void Relight(Span<byte> pixels, double shift, double stretch)
    {
        Span<byte> curve = stackalloc byte[256];
        for (var value = 0; value < curve.Length; value++)
        {
            var changed = ((value - MiddleGrey) * (1 + (stretch * Contrast))) + MiddleGrey + (shift * Brightness * 255);
            curve[value] = (byte)Math.Clamp(Math.Floor(changed + 0.5), 0, 255);
        }

        foreach (ref var pixel in pixels)
        {
            pixel = curve[pixel];
        }
    }
}
