using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Moves pictures that are aligned to one template to another, by where the landmarks lie in both.</summary>
internal sealed class TemplateMove
{
    private readonly AlignmentTemplate from;
    private readonly PixelContract to;
    private readonly Landmarks places;

    private TemplateMove(AlignmentTemplate from, PixelContract to)
    {
        (this.from, this.to) = (from, to);
        places = from.Landmarks ?? throw new ArgumentException(
            $"Pictures must be aligned to a template with a place for each landmark, but {from.Name} has none.");
    }

    /// <summary>Name of the pictures' template.</summary>
    public string From => from.Name;

    /// <summary>The whole of a template.</summary>
    /// <exception cref="ArgumentException">No template has this name.</exception>
    public static PictureCrop Whole(string template)
    {
        var named = AlignmentTemplate.Named(template);
        return PictureCrop.Whole(named.Width, named.Height);
    }

    /// <summary>The move from a template to what a network expects.</summary>
    /// <exception cref="ArgumentException">No template has one of the names, or one has no landmarks.</exception>
    public static TemplateMove Between(string template, PixelContract contract) =>
        new(AlignmentTemplate.Named(template), contract);

    /// <summary>Draws a picture on the canvas of the contract's crop.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="crop">Where its template lies in it.</param>
    public Picture Apply(Picture picture, PictureCrop crop)
    {
        var wanted = AlignmentTemplate.For(to);
        var scale = (double)crop.Width / from.Width;

        // The middle of the upper left pixel is (0, 0), and pictures scale about its corner.
        var shift = (scale - 1) / 2;
        var face = places.Mapped(new SimilarityTransform(scale, 0, crop.Left + shift, crop.Top + shift));
        var transform = wanted.TransformFor(face);
        var (left, top) = (to.Crop.CanvasWidth, to.Crop.CanvasHeight) == (wanted.Width, wanted.Height)
            ? (0, 0)
            : (to.Crop.Left, to.Crop.Top);
        return PictureWarp.Apply(
            picture,
            transform with { Right = transform.Right + left, Down = transform.Down + top },
            to.Crop.CanvasWidth,
            to.Crop.CanvasHeight,
            PictureWarp.SamplesFor(transform));
    }
}
