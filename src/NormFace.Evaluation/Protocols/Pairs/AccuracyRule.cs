using NormFace.Settings;

namespace NormFace.Protocols.Pairs;

/// <summary>A named way to get an accuracy from folds: how pairs are scored and how the threshold is chosen.</summary>
/// <remarks>
/// The same embeddings get different accuracies from different toolkits. Each way has a name here, and none is silently
/// changed. Whoever wants another one derives from this.
/// </remarks>
/// <param name="name">The name, as commands and files write it.</param>
/// <param name="explanation">A line that says how the rule differs from the others.</param>
public abstract class AccuracyRule(string name, string explanation) : INamed
{
    /// <inheritdoc />
    public string Name { get; } = name;

    /// <summary>A line that says how the rule differs from the others.</summary>
    public string Explanation { get; } = explanation;

    /// <summary>Whether it needs the features themselves and not only their cosines.</summary>
    public virtual bool NeedsFeatures => false;

    /// <summary>Judges one fold.</summary>
    /// <param name="training">
    /// The pairs to choose a threshold on: those of the other folds, or of a separate list.
    /// </param>
    /// <param name="judged">The pairs of the fold.</param>
    /// <returns>What the rule decided.</returns>
    public abstract FoldOutcome Judge(FoldPart training, FoldPart judged);

    /// <inheritdoc />
    public override string ToString() => Name;
}
