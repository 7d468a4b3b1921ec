using NormFace.Backbones;
using NormFace.Pictures;

namespace NormFace.Import;

/// <summary>What the published weights of a network expect of pixels, and where their template lies in aligned
/// pictures.</summary>
internal static class PublishedContract
{
    private const string FivePoints = "five-point-96x112";

    /// <summary>The network's contract, for pictures of 112x112 whose columns 0 to 95 are the template of 96x112;
    /// pictures of the template alone fit as well.</summary>
    /// <exception cref="ArgumentException">The network takes no pictures.</exception>
    public static PixelContract Of(Backbone network) => network.DefaultContract switch
    {
        null => throw new ArgumentException(
            $"network must take pictures, but {network.Name} takes rows of numbers. Train it from a recipe."),
        { Template: FivePoints } contract => contract with
        {
            Crop = new PictureCrop(CanvasWidth: 112, CanvasHeight: 112, Left: 0, Top: 0, Width: 96, Height: 112),
        },
        var contract => contract,
    };
}
