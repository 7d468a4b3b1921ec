namespace NormFace.Alignment;

/// <summary>Where the parts of an aligned face lie, and how a face is brought there. A model's contract names its template.</summary>
/// <param name="Name">Name in contracts and commands.</param>
/// <param name="Width">Columns of the aligned picture.</param>
/// <param name="Height">Rows of the aligned picture.</param>
public abstract record AlignmentTemplate(string Name, int Width, int Height)
{
    /// <summary>
    /// The paper's template of 96x112, with MATLAB's fit. Source: Wang et al., "NormFace", arXiv:1704.06369, section 4.1, after Wen et al.;
    /// its published points count pixels from 1, those here from 0.
    /// </summary>
    public static AlignmentTemplate FivePoint96x112 { get; } = new FivePointTemplate("five-point-96x112", 96, 112, SimilarityFit.Picture, new FivePoints(
        new(29.2946, 50.6963), new(64.5318, 50.5014), new(47.0252, 70.7366), new(32.5493, 91.3655), new(61.7299, 91.2041)));

    /// <summary>ArcFace's template of 112x112, fitted in the template. Source: Deng et al., "ArcFace", arXiv:1801.07698, and InsightFace.</summary>
    public static AlignmentTemplate FivePoint112x112 { get; } = new FivePointTemplate("five-point-112x112", 112, 112, SimilarityFit.Template, new FivePoints(
        new(38.2946, 51.6963), new(73.5318, 51.5014), new(56.0252, 71.7366), new(41.5493, 92.3655), new(70.7299, 92.2041)));

    /// <summary>
    /// The Light CNN's 144x144: eyes level in row 48 about column 72, mouth 48 pixels below. Its network reads the middle 128x128, in grey.
    /// Source: Wu et al., "A Light CNN for Deep Face Representation", arXiv:1511.02683.
    /// </summary>
    public static AlignmentTemplate EyeMouth144x144 { get; } = new EyeMouthTemplate("eyes-mouth-144x144", 144, 144, new PixelPoint(72, 48), 48);

    /// <summary>All templates that have a name.</summary>
    public static IReadOnlyList<AlignmentTemplate> All { get; } = [FivePoint96x112, FivePoint112x112, EyeMouth144x144];

    /// <summary>The template of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ArgumentException">No template has this name; those that exist are listed.</exception>
    public static AlignmentTemplate Named(string name) => All.FirstOrDefault(template => template.Name == name)
        ?? throw new ArgumentException($"The alignment template must be one of {string.Join(", ", All.Select(template => template.Name))}, but was '{name}'. It is the field 'template' of a contract.", nameof(name));

    /// <summary>The transform that brings a face into the template.</summary>
    /// <param name="face">The five points of the face in its picture.</param>
    /// <returns>The transform from picture to template.</returns>
    /// <exception cref="ArgumentException">A coordinate is not finite, or the points that count are all the same.</exception>
    public abstract SimilarityTransform TransformFor(FivePoints face);
}

/// <summary>A template given by the places of five points.</summary>
/// <param name="Name">Name in contracts and commands.</param>
/// <param name="Width">Columns of the aligned picture.</param>
/// <param name="Height">Rows of the aligned picture.</param>
/// <param name="Fit">Which distances the transform makes small.</param>
/// <param name="Points">Where the points shall lie.</param>
public sealed record FivePointTemplate(string Name, int Width, int Height, SimilarityFit Fit, FivePoints Points) : AlignmentTemplate(Name, Width, Height)
{
    /// <inheritdoc/>
    public override SimilarityTransform TransformFor(FivePoints face)
    {
        ArgumentNullException.ThrowIfNull(face);
        return SimilarityEstimate.Of(face.Checked().ToArray(), Points.ToArray(), Fit);
    }
}

/// <summary>A template given by the middle between the eyes, which are brought to one row, and the middle of the mouth below it.</summary>
/// <param name="Name">Name in contracts and commands.</param>
/// <param name="Width">Columns of the aligned picture.</param>
/// <param name="Height">Rows of the aligned picture.</param>
/// <param name="Eyes">Where the middle between the eyes shall lie.</param>
/// <param name="MouthBelow">Rows from there to the middle of the mouth, above 0.</param>
public sealed record EyeMouthTemplate(string Name, int Width, int Height, PixelPoint Eyes, double MouthBelow) : AlignmentTemplate(Name, Width, Height)
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The mouth does not lie below the eyes once these are level.</exception>
    public override SimilarityTransform TransformFor(FivePoints face)
    {
        ArgumentNullException.ThrowIfNull(face);
        _ = face.Checked();
        var (right, down) = (face.RightEye.X - face.LeftEye.X, face.RightEye.Y - face.LeftEye.Y);
        var apart = double.Hypot(right, down);
        if (!(apart > 0))
        {
            throw new ArgumentException($"The eyes must be apart to tell which way is up, but both were at {FormattableString.Invariant($"({face.LeftEye.X:0.##}, {face.LeftEye.Y:0.##})")}.");
        }

        var level = new SimilarityTransform(right / apart, -down / apart, 0, 0);
        var (eyes, mouth) = (level.Map(face.LeftEye.Middle(face.RightEye)), level.Map(face.LeftMouth.Middle(face.RightMouth)));
        if (!(mouth.Y > eyes.Y))
        {
            throw new ArgumentException($"The mouth must lie below the eyes once these are level, but does not. Are left and right swapped?");
        }

        var scale = MouthBelow / (mouth.Y - eyes.Y);
        return new SimilarityTransform(scale * level.A, scale * level.B, Eyes.X - (scale * eyes.X), Eyes.Y - (scale * eyes.Y));
    }
}
