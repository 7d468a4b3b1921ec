using System.ComponentModel.DataAnnotations;
using NormFace.Pictures;

namespace NormFace.Recipes;

/// <summary>What the network sees.</summary>
internal sealed record ContractRecipe
{
    /// <summary>Columns of the pictures.</summary>
    [Range(1, PixelContract.MaxSide)]
    public required int Width { get; init; }

    /// <summary>Rows of the pictures.</summary>
    [Range(1, PixelContract.MaxSide)]
    public required int Height { get; init; }

    /// <summary>Channels and their order.</summary>
    public ChannelOrder Channels { get; init; }

    /// <summary>Subtracted from each byte <c>v</c>, which enters the network as <c>(v − mean) · factor</c>.</summary>
    [Range(0.0, byte.MaxValue)]
    public double Mean { get; init; } = 127.5;

    /// <summary>Factor on the difference.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Factor { get; init; } = 1 / 128.0;

    /// <summary>Name of the alignment template, such as <c>five-point-96x112</c>.</summary>
    public string Template { get; init; } = "none";

    /// <summary>Where the template lies in aligned pictures; default: the whole picture.</summary>
    public CropRecipe? Crop { get; init; }

    /// <summary>The contract.</summary>
    /// <returns>The contract.</returns>
    public PixelContract ToContract() => new(
        Width, Height, Channels, Mean, Factor, Template, Crop?.ToCrop() ?? PictureCrop.Whole(Width, Height));
}
