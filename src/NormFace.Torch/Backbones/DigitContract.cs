using NormFace.Pictures;

namespace NormFace.Backbones;

/// <summary>The contract of the MNIST networks: grey, <c>(v − 128)/128</c>, no alignment.</summary>
internal static class DigitContract
{
    public static PixelContract For(BackboneOptions options)
    {
        var (width, height) = (options.InputWidth!.Value, options.InputHeight!.Value);
        return new PixelContract(width, height, ChannelOrder.Grey, 128, 1.0 / 128, "none", PictureCrop.Whole(width, height));
    }
}
