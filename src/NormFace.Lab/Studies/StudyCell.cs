namespace NormFace.Studies;

/// <summary>
/// One training of a study: a row with a seed. It leaves out the people of all the study's folds, and is tested on
/// each.
/// </summary>
/// <param name="Row">The row.</param>
/// <param name="Seed">The seed.</param>
public sealed record StudyCell(StudyRow Row, int Seed)
{
    /// <summary>Name of its folder and file: <c>seed-2-softmax</c>.</summary>
    public string Id => FormattableString.Invariant($"seed-{Seed}-{Row.Name}");
}
