namespace NormFace.Pictures;

/// <summary>What a network expects of its pixels. It travels in the model file; training, embedding and evaluation obey it.</summary>
/// <remarks>A value <c>v</c> in [0, 255] enters the network as <c>(v − Mean) · Factor</c>.</remarks>
/// <param name="Width">Columns the network reads, at least 1.</param>
/// <param name="Height">Rows the network reads, at least 1.</param>
/// <param name="Channels">Which channels, in which order.</param>
/// <param name="Mean">Value subtracted from each byte, in [0, 255]; 127.5 for Wen's network, 0 for the Light CNN.</param>
/// <param name="Factor">What the difference is multiplied by, above 0; 1/128 for Wen's network, 1/255 for the Light CNN.</param>
/// <param name="Template">Name of the alignment template, such as <c>five-point-96x112</c>; <c>none</c> for pictures that are no faces.</param>
/// <param name="Crop">Where the template lies in the aligned pictures the network was made for.</param>
public sealed record PixelContract(
    int Width, int Height, ChannelOrder Channels, double Mean, double Factor, string Template, PictureCrop Crop)
{
    /// <summary>Bytes of a pixel.</summary>
    public int ChannelCount => Channels == ChannelOrder.Grey ? 1 : 3;

    /// <summary>Bytes of a picture brought to this contract.</summary>
    public int ByteCount => Width * Height * ChannelCount;

    /// <summary>The number that enters the network for a byte: <c>(v − Mean) · Factor</c>, computed in float64 and rounded once.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>The number.</returns>
    public float Convert(byte value) => (float)((value - Mean) * Factor);

    /// <summary>Throws unless every part is in its range.</summary>
    /// <returns>The contract itself.</returns>
    /// <exception cref="ArgumentException">A part is out of range; it is named.</exception>
    public PixelContract Checked()
    {
        const int largestSide = 4096;
        if (Width is < 1 or > largestSide || Height is < 1 or > largestSide)
        {
            throw new ArgumentException($"A contract's width and height must lie in [1, {largestSide}], but were {Width} and {Height}.");
        }

        if (!(Mean is >= 0 and <= 255 && Factor > 0 && double.IsFinite(Factor)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A contract's mean must lie in [0, 255] and its factor be finite and above 0, but they were {Mean} and {Factor}."));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(Template);
        ArgumentNullException.ThrowIfNull(Crop);
        _ = Crop.Checked();
        return this;
    }
}
