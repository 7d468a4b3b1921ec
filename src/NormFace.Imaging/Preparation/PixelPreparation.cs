using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Brings pictures to a pixel contract: decode, crop, resize, channel order. The one way, for training and for
/// use.</summary>
/// <remarks>
/// Pictures that are aligned to another template than the contract's are moved to it by the transform between the
/// places of the landmarks in both. What lies beyond their edges is black, as for photographs.
/// </remarks>
/// <param name="contract">What the network expects.</param>
/// <param name="crop">Where the pictures' template lies in them; null for the contract's own crop, or the whole of
/// another template.</param>
/// <param name="alignedTo">Template to which the pictures are aligned; null for the contract's.</param>
/// <exception cref="ArgumentException">There is no transform between the two templates.</exception>
public sealed class PixelPreparation(PixelContract contract, PictureCrop? crop = null, string? alignedTo = null)
{
    private readonly PictureCrop crop =
        (crop ?? (alignedTo is null || alignedTo == contract.Template ? contract.Crop : TemplateMove.Whole(alignedTo)))
        .Checked();

    private readonly TemplateMove? move =
        alignedTo is null || alignedTo == contract.Template ? null : TemplateMove.Between(alignedTo, contract);

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
        if (move is null)
        {
            AreaResize.Crop(picture, CropFor(picture, name), Contract, destination);
        }
        else
        {
            AreaResize.Crop(move.Apply(picture, CropFor(picture, name)), Contract.Crop, Contract, destination);
        }
    }

    private PictureCrop CropFor(Picture picture, string name)
    {
        if (picture.Width == crop.CanvasWidth && picture.Height == crop.CanvasHeight)
        {
            return crop;
        }

        var isTemplateItself = (picture.Width, picture.Height) == (crop.Width, crop.Height)
            || (move is null && (picture.Width, picture.Height) == (Contract.Width, Contract.Height))
            || (move is not null && picture.Width * crop.Height == picture.Height * crop.Width);
        return isTemplateItself ? PictureCrop.Whole(picture.Width, picture.Height)
            : move is not null ? throw new PictureException(
                name,
                $"it is {picture.Width}x{picture.Height}, but pictures aligned to {move.From} must be {crop}, or have "
                + "the proportions of the template.")
            : throw new PictureException(
                name,
                $"it is {picture.Width}x{picture.Height}, but the contract takes {crop} (template "
                + $"{Contract.Template}), or {crop.Width}x{crop.Height} or {Contract.Width}x{Contract.Height} whole. "
                + "Align the pictures to this template ('normface align'; 'embed' does so itself with --photographs), "
                + "or give its place in them (--crop; in a recipe, 'crop' of the source).");
    }
}
