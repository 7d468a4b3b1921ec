namespace NormFace.Studies;

/// <summary>One training of a study: a row, tested on a fold, with a seed.</summary>
/// <param name="Row">The row.</param>
/// <param name="Fold">The fold whose people are tested, from 1.</param>
/// <param name="Seed">The seed.</param>
public sealed record StudyCell(StudyRow Row, int Fold, int Seed)
{
    /// <summary>Name of its folder and file: <c>fold-1-seed-2-softmax</c>.</summary>
    public string Id => FormattableString.Invariant($"fold-{Fold}-seed-{Seed}-{Row.Name}");
}
