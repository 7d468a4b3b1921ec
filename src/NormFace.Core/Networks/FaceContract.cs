using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Contracts of networks for aligned faces: which alignment template a picture size belongs to.</summary>
public static class FaceContract
{
    /// <summary>A contract for aligned faces.</summary>
    /// <remarks>Six to seven is the template of 96x112 points, a square that of 112x112, any other shape
    /// none.</remarks>
    /// <param name="options">Settings with the size of the pictures.</param>
    /// <param name="channels">Channels and their order.</param>
    /// <param name="factor">What <c>v − 127.5</c> is multiplied by; default: Wen's <c>1/128</c>.</param>
    /// <returns>The contract.</returns>
    public static PixelContract For(PictureOptions options, ChannelOrder channels, double factor = 1.0 / 128)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (width, height) = (options.InputWidth, options.InputHeight);
        var (template, crop) = width * 7 == height * 6 ? ("five-point-96x112", PictureCrop.Whole(96, 112))
            : width == height ? ("five-point-112x112", PictureCrop.Whole(112, 112))
            : ("none", PictureCrop.Whole(width, height));
        return new PixelContract(width, height, channels, 127.5, factor, template, crop);
    }

    /// <summary>A contract for a square template; pictures of another shape have none.</summary>
    internal static PixelContract Square(
        string template, int side, int width, int height, ChannelOrder channels, ChannelMeans means, double factor) =>
        width == height
            ? new(width, height, channels, means, factor, template, PictureCrop.Whole(side, side))
            : new(width, height, channels, means, factor, "none", PictureCrop.Whole(width, height));
}
