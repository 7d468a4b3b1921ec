using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Settings of the MNIST networks: 28 high and wide, 2 features, to be drawn.</summary>
public sealed record DigitOptions() : PictureOptions(inputWidth: 28, inputHeight: 28, featureSize: 2)
{
    /// <summary>Grey, <c>(v − 128)/128</c>, no alignment.</summary>
    internal PixelContract Contract => new(
        InputWidth, InputHeight, ChannelOrder.Grey, 128, 1.0 / 128, "none", PictureCrop.Whole(InputWidth, InputHeight));
}
