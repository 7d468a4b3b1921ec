using NormFace.Decoding;
using NormFace.Pictures;

namespace NormFace.Alignment;

/// <summary>Where the parts of an aligned face lie, and how a face is brought there. A model's contract names its
/// template.</summary>
public sealed class AlignmentTemplate
{
    private const double MaxShift = 4; // pixels, within which a picture counts as aligned

    private readonly Func<Landmarks, SimilarityTransform> fit;

    private AlignmentTemplate(string name, int width, int height, Func<Landmarks, SimilarityTransform> fit) =>
        (Name, Width, Height, this.fit) = (name, width, height, fit);

    /// <summary>
    /// The paper's template of 96x112, with MATLAB's fit. Source: Wang et al., "NormFace", arXiv:1704.06369, section
    /// 4.1, after Wen et al.; its published points count pixels from 1, those here from 0.
    /// </summary>
    public static AlignmentTemplate FivePoint96x112 { get; } = FivePoint(
        "five-point-96x112",
        96,
        112,
        SimilarityFit.Picture,
        new(
            new(29.2946, 50.6963),
            new(64.5318, 50.5014),
            new(47.0252, 70.7366),
            new(32.5493, 91.3655),
            new(61.7299, 91.2041)));

    /// <summary>ArcFace's template of 112x112, fitted in the template. Source: Deng et al., "ArcFace",
    /// arXiv:1801.07698, and InsightFace.</summary>
    public static AlignmentTemplate FivePoint112x112 { get; } = FivePoint(
        "five-point-112x112",
        112,
        112,
        SimilarityFit.Template,
        new(
            new(38.2946, 51.6963),
            new(73.5318, 51.5014),
            new(56.0252, 71.7366),
            new(41.5493, 92.3655),
            new(70.7299, 92.2041)));

    /// <summary>
    /// The Light CNN's 144x144: eyes level in row 48 about column 72, mouth 48 pixels below. Its network reads the
    /// middle 128x128, in grey. Source: Wu et al., "A Light CNN for Deep Face Representation", arXiv:1511.02683.
    /// </summary>
    public static AlignmentTemplate EyeMouth144x144 { get; } = new(
        "eyes-mouth-144x144", 144, 144, face => EyeMouthFit.Of(face, eyes: new PixelPoint(72, 48), mouthBelow: 48));

    /// <summary>
    /// dlib's chip of 150x150: the face with a quarter of its size around it, fitted in the picture. The middles of the
    /// eyes, the tip of the nose and the corners of the mouth of dlib's mean face of 68 points. Source: dlib,
    /// <c>get_face_chip_details</c> with a padding of 0.25.
    /// </summary>
    public static AlignmentTemplate Dlib150x150 { get; } = FivePoint(
        "dlib-150x150",
        150,
        150,
        SimilarityFit.Picture,
        new(
            new(47.5492, 46.5990),
            new(100.4761, 46.5990),
            new(74.0127, 76.5625),
            new(50.4149, 103.0233),
            new(97.6104, 103.0233)));

    /// <summary>
    /// The head in 160x160, for networks that were trained on boxes of faces with their surroundings: the proportions
    /// of ArcFace's template, with eyes 60 pixels apart in row 68. Chosen on people of LFW's folds 3 and 4 for the face
    /// network of Savchenko (arXiv:1807.07718): any distance of 56 to 64 and row of 60 to 80 serves it as well.
    /// </summary>
    public static AlignmentTemplate Head160x160 { get; } = FivePoint(
        "head-160x160",
        160,
        160,
        SimilarityFit.Template,
        new(
            new(49.5, 68),
            new(109.5, 68),
            new(79.5, 102.4),
            new(54.9, 137.3),
            new(104.1, 137.3)));

    /// <summary>All templates that have a name.</summary>
    public static IReadOnlyList<AlignmentTemplate> All { get; } =
        [FivePoint96x112, FivePoint112x112, EyeMouth144x144, Dlib150x150, Head160x160];

    /// <summary>Name in contracts and commands.</summary>
    public string Name { get; }

    /// <summary>Columns of the aligned picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the aligned picture.</summary>
    public int Height { get; }

    /// <summary>Positions of the five landmarks; null for a template that has no place for each of them.</summary>
    public Landmarks? Landmarks { get; private init; }

    /// <summary>The template of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ArgumentException">No template has this name; those that exist are listed.</exception>
    public static AlignmentTemplate Named(string name) => All.FirstOrDefault(template => template.Name == name)
        ?? throw new ArgumentException(
            $"The alignment template must be one of {string.Join(", ", All.Select(template => template.Name))}, but "
            + $"was '{name}'. It is the field 'template' of a contract.", nameof(name));

    /// <summary>The template of a network.</summary>
    /// <param name="contract">What the network expects of its pixels.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ArgumentException">
    /// No template has the name in the contract; or the contract's crop or size does not fit the template.
    /// </exception>
    public static AlignmentTemplate For(PixelContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var (template, crop) = (Named(contract.Template), contract.Crop);
        if ((crop.CanvasWidth, crop.CanvasHeight) != (template.Width, template.Height)
            && (crop.Width, crop.Height) != (template.Width, template.Height))
        {
            throw new ArgumentException(
                $"The contract's crop ({crop}) must be a part of the template {template.Name}, which is "
                + $"{template.Width}x{template.Height}, or the template on a larger canvas.", nameof(contract));
        }

        return (long)contract.Width * crop.Height == (long)contract.Height * crop.Width
            ? template
            : throw new ArgumentException(
                $"The contract's size ({contract.Width}x{contract.Height}) must have the proportions of its crop "
                + $"({crop}): faces are not stretched.", nameof(contract));
    }

    /// <summary>Brings a face into the template, by bilinear interpolation.</summary>
    /// <remarks>
    /// The picture is resampled once. One that is made smaller is read at several places of each pixel, as large
    /// photographs would otherwise flicker into the crop. A picture of the template's size in which the face lies where
    /// it belongs, within 4 pixels at the corners, is not resampled.
    /// </remarks>
    /// <param name="photograph">The picture.</param>
    /// <param name="face">The face's points in it.</param>
    /// <returns>The aligned picture, of the template's size; the same object where the picture is aligned
    /// already.</returns>
    /// <exception cref="ArgumentException">The points do not make a face; see <see cref="TransformFor"/>.</exception>
    public Picture Align(Picture photograph, Landmarks face)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        var transform = TransformFor(face);
        return (photograph.Width, photograph.Height) == (Width, Height) && Shift(transform) <= MaxShift
            ? photograph
            : PictureWarp.Apply(photograph, transform, Width, Height, PictureWarp.SamplesFor(transform));
    }

    /// <summary>The transform that brings a face into the template.</summary>
    /// <param name="face">The five points of the face in its picture.</param>
    /// <returns>The transform from picture to template.</returns>
    /// <exception cref="ArgumentException">A coordinate is not finite, or the points make no face: all are the same, or
    /// the mouth is not below the eyes where that counts.</exception>
    public SimilarityTransform TransformFor(Landmarks face)
    {
        ArgumentNullException.ThrowIfNull(face);
        return fit(face.Checked());
    }

    /// <summary>How badly a face fits the template once it is aligned.</summary>
    /// <param name="face">The face's points.</param>
    /// <returns>
    /// Root of the mean squared distance from <see cref="Landmarks"/>, in pixels of the template; 0 if there are
    /// none.
    /// </returns>
    /// <exception cref="ArgumentException">As for <see cref="TransformFor"/>.</exception>
    public double Residual(Landmarks face)
    {
        ArgumentNullException.ThrowIfNull(face);
        return Landmarks is null
            ? 0
            : SimilarityEstimate.Residual(TransformFor(face), face.ToArray(), Landmarks.ToArray());
    }

    private static AlignmentTemplate FivePoint(
        string name, int width, int height, SimilarityFit fit, Landmarks places)
    {
        var wanted = places.ToArray();
        return new AlignmentTemplate(name, width, height, face => SimilarityEstimate.Of(face.ToArray(), wanted, fit))
        {
            Landmarks = places,
        };
    }

    // How far the transform moves the corners.
    private double Shift(SimilarityTransform transform) => new[]
    {
        new PixelPoint(0, 0), new PixelPoint(Width, 0), new PixelPoint(0, Height), new PixelPoint(Width, Height),
    }.Max(corner => transform.Map(corner).DistanceTo(corner));
}
