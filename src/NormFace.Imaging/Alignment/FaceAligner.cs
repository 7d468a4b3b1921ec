using NormFace.Decoding;
using NormFace.Pictures;
using NormFace.Preparation;

namespace NormFace.Alignment;

/// <summary>Brings faces with five known points into a template. Each picture is resampled once, straight to the size that is wanted. Safe from several threads.</summary>
/// <remarks>
/// A picture that keeps about its size is read bilinearly, as in the paper. One that is made smaller is read at several places of each pixel
/// (<see cref="PictureWarp.SamplesFor"/>): large photographs would otherwise flicker into the crop.
/// </remarks>
/// <param name="template">The template.</param>
public sealed class FaceAligner(AlignmentTemplate template)
{
    /// <summary>The template.</summary>
    public AlignmentTemplate Template { get; } = template;

    /// <summary>The aligner of a network's template.</summary>
    /// <param name="contract">What the network expects of its pixels.</param>
    /// <returns>The aligner.</returns>
    /// <exception cref="ArgumentException">
    /// No template has the name that the contract says, and those that exist are listed; or its crop or size does not fit the template.
    /// </exception>
    public static FaceAligner For(PixelContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var aligner = new FaceAligner(AlignmentTemplate.Named(contract.Template));
        _ = aligner.ToContract(contract); // so that what does not fit is said before any picture
        return aligner;
    }

    /// <summary>Draws a face in the template.</summary>
    /// <param name="photograph">The picture.</param>
    /// <param name="face">The face's points in it.</param>
    /// <returns>The aligned picture, of the template's size.</returns>
    /// <exception cref="ArgumentException">The points do not make a face; see <see cref="AlignmentTemplate.TransformFor"/>.</exception>
    public Picture Align(Picture photograph, FivePoints face)
    {
        var transform = Template.TransformFor(face);
        return PictureWarp.Apply(photograph, transform, Template.Width, Template.Height, PictureWarp.SamplesFor(transform));
    }

    /// <summary>Draws a face as a network wants it.</summary>
    /// <param name="photograph">The picture.</param>
    /// <param name="face">The face's points in it.</param>
    /// <param name="contract">What the network expects; its template must be this one.</param>
    /// <param name="destination">Receives <see cref="PixelContract.ByteCount"/> bytes, row by row, channels together.</param>
    /// <exception cref="ArgumentException">The points do not make a face, or the contract is of another template or does not fit it.</exception>
    public void Prepare(Picture photograph, FivePoints face, PixelContract contract, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var transform = Template.TransformFor(face).Then(ToContract(contract));
        var drawn = PictureWarp.Apply(photograph, transform, contract.Width, contract.Height, PictureWarp.SamplesFor(transform));
        AreaResize.Crop(drawn, PictureCrop.Whole(contract.Width, contract.Height), contract, destination);
    }

    /// <summary>From the template to the pixels of a contract: the crop, and the scale.</summary>
    private SimilarityTransform ToContract(PixelContract contract)
    {
        var crop = contract.Crop;
        if (contract.Template != Template.Name)
        {
            throw new ArgumentException($"The contract's template must be {Template.Name}, but is {contract.Template}.", nameof(contract));
        }

        // The crop lies on a canvas. Where that is the template's own, it says which part the network sees; where it is a larger one, the crop is the template.
        var isPartOfTemplate = (crop.CanvasWidth, crop.CanvasHeight) == (Template.Width, Template.Height);
        if (!isPartOfTemplate && (crop.Width, crop.Height) != (Template.Width, Template.Height))
        {
            throw new ArgumentException($"The contract's crop ({crop}) must be of the template {Template.Name}, which is {Template.Width}x{Template.Height}, or be the template on a larger canvas.", nameof(contract));
        }

        var (left, top) = isPartOfTemplate ? (crop.Left, crop.Top) : (0, 0);
        var scale = (double)contract.Width / crop.Width;
        return (long)contract.Width * crop.Height == (long)contract.Height * crop.Width
            ? new SimilarityTransform(scale, 0, (scale * (0.5 - left)) - 0.5, (scale * (0.5 - top)) - 0.5)
            : throw new ArgumentException($"The contract's size ({contract.Width}x{contract.Height}) must have the proportions of its crop ({crop}): faces are not stretched.", nameof(contract));
    }
}
