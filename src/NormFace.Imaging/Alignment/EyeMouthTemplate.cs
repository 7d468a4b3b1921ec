namespace NormFace.Alignment;

/// <summary>A template given by the middle between the eyes, which are brought to one row, and the middle of the mouth below it.</summary>
/// <param name="Name">Name in contracts and commands.</param>
/// <param name="Width">Columns of the aligned picture.</param>
/// <param name="Height">Rows of the aligned picture.</param>
/// <param name="Eyes">Where the middle between the eyes shall lie.</param>
/// <param name="MouthBelow">Rows from there to the middle of the mouth, above 0.</param>
internal sealed record EyeMouthTemplate(string Name, int Width, int Height, PixelPoint Eyes, double MouthBelow) : AlignmentTemplate(Name, Width, Height)
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The mouth does not lie below the eyes once these are level.</exception>
    public override SimilarityTransform TransformFor(Landmarks face)
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
