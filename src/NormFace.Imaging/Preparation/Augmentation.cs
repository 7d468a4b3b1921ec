using NormFace.Pictures;
using NormFace.Sampling;

namespace NormFace.Preparation;

/// <summary>STUB until merged.</summary>
public sealed class Augmentation(AugmentationOptions options)
{
    /// <summary>Stub.</summary>
    public void Apply(PixelContract contract, Span<byte> pixels, Span<byte> scratch, long seed, long epoch, long index)
    {
        var draw = new SeededDraw(seed, epoch, index, 7);
        if (options.Mirror && draw.NextUnit() < 0.5)
        {
            var (width, channels) = (contract.Width, contract.ChannelCount);
            for (var row = 0; row < contract.Height; row++)
            {
                var line = pixels.Slice(row * width * channels, width * channels);
                for (var x = 0; x < width / 2; x++)
                {
                    for (var c = 0; c < channels; c++)
                    {
                        (line[(x * channels) + c], line[((width - 1 - x) * channels) + c]) = (line[((width - 1 - x) * channels) + c], line[(x * channels) + c]);
                    }
                }
            }
        }
    }
}
