namespace NormFace.Alignment;

/// <summary>A template given by the places of five points.</summary>
/// <param name="Name">Name in contracts and commands.</param>
/// <param name="Width">Columns of the aligned picture.</param>
/// <param name="Height">Rows of the aligned picture.</param>
/// <param name="Fit">Which distances the transform makes small.</param>
/// <param name="Places">Where the points shall lie.</param>
internal sealed record FivePointTemplate(string Name, int Width, int Height, SimilarityFit Fit, Landmarks Places)
    : AlignmentTemplate(Name, Width, Height, Places)
{
    /// <inheritdoc/>
    public override SimilarityTransform TransformFor(Landmarks face)
    {
        ArgumentNullException.ThrowIfNull(face);
        return SimilarityEstimate.Of(face.Checked().ToArray(), Places.ToArray(), Fit);
    }
}
