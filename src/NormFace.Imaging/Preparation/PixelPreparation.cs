using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Brings pictures to a pixel contract: decode, crop, resize, channel order. The one way, for training and for
/// use.</summary>
/// <param name="contract">What the network expects.</param>
/// <param name="crop">Where the template lies in these pictures; null for the contract's own crop.</param>
public sealed class PixelPreparation(PixelContract contract, PictureCrop? crop = null)
{
    private readonly PictureCrop crop = (crop ?? contract.Crop).Checked();

    /// <summary>What the network expects.</summary>
    public PixelContract Contract { get; } = contract.Checked();

    /// <summary>Prepares one picture. Safe from several threads.</summary>
    /// <param name="stored">The picture as stored.</param>
    /// <param name="name">Name for errors.</param>
    /// <param name="destination">Receives the pixels, row by row, channels together:
    /// <see cref="PixelContract.ByteCount"/> bytes.</param>
    /// <exception cref="PictureException">It cannot be decoded, or its size is neither the crop's canvas nor the
    /// template's own.</exception>
    public void Prepare(StoredPicture stored, string name, Span<byte> destination)
    {
        Prepare(Picture.Decode(stored, name), name, destination);
    }

    /// <summary>Prepares one picture that is decoded. Safe from several threads.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="name">Name for errors.</param>
    /// <param name="destination">Receives the pixels, as for a stored picture.</param>
    /// <exception cref="PictureException">Its size is neither the crop's canvas nor the template's own.</exception>
    public void Prepare(Picture picture, string name, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(picture);
        AreaResize.Crop(picture, CropFor(picture, name), Contract, destination);
    }

    private PictureCrop CropFor(Picture picture, string name)
    {
        if (picture.Width == crop.CanvasWidth && picture.Height == crop.CanvasHeight)
        {
            return crop;
        }

        var isTemplateItself = (picture.Width, picture.Height) == (crop.Width, crop.Height)
            || (picture.Width, picture.Height) == (Contract.Width, Contract.Height);
        return isTemplateItself
            ? PictureCrop.Whole(picture.Width, picture.Height)
            : throw new PictureException(
                name,
                $"it is {picture.Width}x{picture.Height}, but the contract takes {crop} (template "
                + $"{Contract.Template}), or {crop.Width}x{crop.Height} or {Contract.Width}x{Contract.Height} whole. "
                + "Align the pictures to this template ('normface align'; 'embed' does so itself with --photographs), "
                + "or give its place in them (--crop; in a recipe, 'crop' of the source).");
    }
}
