namespace NormFace.Alignment;

/// <summary>Brings the eyes to one row, and the middle of the mouth to its place below.</summary>
internal static class EyeMouthFit
{
    /// <summary>The transform that does so.</summary>
    /// <param name="face">The face.</param>
    /// <param name="eyes">Position of the middle between the eyes.</param>
    /// <param name="mouthBelow">Rows from there to the middle of the mouth, above 0.</param>
    /// <exception cref="ArgumentException">The eyes are in one place, or the mouth does not lie below them.</exception>
    public static SimilarityTransform Of(Landmarks face, PixelPoint eyes, double mouthBelow)
    {
        var (right, down) = (face.RightEye.X - face.LeftEye.X, face.RightEye.Y - face.LeftEye.Y);
        var apart = double.Hypot(right, down);
        if (!(apart > 0))
        {
            var place = FormattableString.Invariant($"({face.LeftEye.X:0.##}, {face.LeftEye.Y:0.##})");
            throw new ArgumentException(
                $"The eyes must be apart to define the upright direction, but both were at {place}.");
        }

        var level = new SimilarityTransform(right / apart, -down / apart, 0, 0);
        var middle = level.Map(face.LeftEye.Middle(face.RightEye));
        var mouth = level.Map(face.LeftMouth.Middle(face.RightMouth));
        if (!(mouth.Y > middle.Y))
        {
            throw new ArgumentException(
                "The mouth must lie below the eyes once these are level, but does not. Are left and right swapped?");
        }

        var scale = mouthBelow / (mouth.Y - middle.Y);
        return new SimilarityTransform(
            scale * level.A, scale * level.B, eyes.X - (scale * middle.X), eyes.Y - (scale * middle.Y));
    }
}
