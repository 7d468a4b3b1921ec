using NormFace.Datasets;
using NormFace.Pictures;
using NormFace.Preparation;
using NormFace.Sampling;

namespace NormFace.Distillation;

/// <summary>Pictures of faces that nobody has: two aligned pictures in one, for a teacher to judge.</summary>
/// <remarks>
/// Either both shine through each other, or the upper or left part is of one and the rest of the other, with a soft
/// edge in between. A network that sees each training picture many times fits these pictures rather than the teacher;
/// composites show it more of the space of faces, and the teacher says where they lie in it. Source of the idea: Beyer
/// et al., "Knowledge distillation: A good teacher is patient and consistent", arXiv:2106.05237, section 3.
/// </remarks>
internal sealed class CompositePictures : PictureSource
{
    private const long Purpose = 31; // keeps these draws apart from others of the same seed
    private const double EdgeWidth = 0.05; // of the side it crosses

    private readonly PictureSource source;
    private readonly int[] pictures;
    private readonly PictureCrop crop;
    private readonly long seed;
    private readonly PixelPreparation preparation; // the crop as it is

    /// <summary>Describes pictures; none is made before it is read.</summary>
    /// <param name="source">The pictures to make them of; the caller disposes it.</param>
    /// <param name="pictures">Indices of those that may be used, at least two.</param>
    /// <param name="crop">Where the template lies in them.</param>
    /// <param name="count">How many to make.</param>
    /// <param name="seed">Seed of the choice.</param>
    public CompositePictures(PictureSource source, int[] pictures, PictureCrop crop, int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pictures.Length, 2);
        (this.source, this.pictures, this.crop, this.seed) = (source, pictures, crop, seed);
        preparation = new PixelPreparation(new PixelContract(
            crop.Width, crop.Height, ChannelOrder.Rgb, 0, 1, "none", crop));
        Entries =
        [
            .. Enumerable.Range(0, count).Select(index =>
                new PictureEntry(FormattableString.Invariant($"composite-{index:D7}"), "")),
        ];
    }

    /// <inheritdoc />
    public override string Location => source.Location;

    /// <inheritdoc />
    public override IReadOnlyList<PictureEntry> Entries { get; }

    /// <inheritdoc />
    public override StoredPicture Read(int index)
    {
        var draw = new SeededDraw(seed, Purpose, index);
        var first = draw.NextIndex(pictures.Length);
        var second = (first + 1 + draw.NextIndex(pictures.Length - 1)) % pictures.Length;
        var (one, other) = (Cropped(first), Cropped(second));
        var kind = draw.NextIndex(3);
        var place = kind == 0 ? 0.35 + (0.3 * draw.NextUnit()) : 0.4 + (0.2 * draw.NextUnit());
        var pixels = new byte[one.Length];
        for (var row = 0; row < crop.Height; row++)
        {
            for (var column = 0; column < crop.Width; column++)
            {
                var share = kind switch
                {
                    0 => place,
                    1 => Share(((row + 0.5) / crop.Height) - place),
                    _ => Share(((column + 0.5) / crop.Width) - place),
                };
                var at = 3 * ((row * crop.Width) + column);
                for (var channel = at; channel < at + 3; channel++)
                {
                    pixels[channel] = (byte)((one[channel] * (1 - share)) + (other[channel] * share) + 0.5);
                }
            }
        }

        return new StoredPicture(pixels, crop.Width, crop.Height, 3);
    }

    private static double Share(double behindEdge) => Math.Clamp(0.5 + (behindEdge / (2 * EdgeWidth)), 0, 1);

    private byte[] Cropped(int index)
    {
        var pixels = new byte[3 * crop.Width * crop.Height];
        preparation.Prepare(source.Read(pictures[index]), source.Entries[pictures[index]].Path, pixels);
        return pixels;
    }
}
