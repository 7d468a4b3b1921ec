using NormFace.Pictures;

namespace NormFace.Backbones;

/// <summary>Contracts of face networks: which alignment template a picture size belongs to.</summary>
internal static class FaceContract
{
    /// <summary>Pixel scaling of Wen's network and those after it, <c>(v − 127.5)/128</c>.</summary>
    public const double Factor = 1.0 / 128;

    /// <summary>A contract for aligned faces; the template follows from the shape of the pictures.</summary>
    public static PixelContract For(BackboneOptions options, ChannelOrder channels, double factor = Factor)
    {
        var (width, height) = (options.InputWidth!.Value, options.InputHeight!.Value);
        var (template, crop) = width * 7 == height * 6 ? ("five-point-96x112", PictureCrop.Whole(96, 112))
            : width == height ? ("five-point-112x112", PictureCrop.Whole(112, 112))
            : ("none", PictureCrop.Whole(width, height));
        return new PixelContract(width, height, channels, 127.5, factor, template, crop);
    }
}
