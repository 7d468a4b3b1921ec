namespace NormFace.Studies;

/// <summary>
/// One training of a study: a row with a seed. It leaves out the people of all the study's folds, or of one of them in
/// turn, and is tested on those that it left out.
/// </summary>
/// <param name="Row">The row.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Fold">The one fold that it leaves out, from 1; null for all the study's folds.</param>
public sealed record StudyCell(StudyRow Row, int Seed, int? Fold = null)
{
    /// <summary>Name of its folder and file: <c>seed-2-softmax</c>, or <c>seed-2-fold-7-softmax</c>.</summary>
    public string Id => Fold is { } fold
        ? FormattableString.Invariant($"seed-{Seed}-fold-{fold}-{Row.Name}")
        : FormattableString.Invariant($"seed-{Seed}-{Row.Name}");
}
