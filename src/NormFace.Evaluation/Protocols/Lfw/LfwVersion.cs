namespace NormFace.Protocols.Lfw;

/// <summary>A named way to get an accuracy from the ten folds: how pairs are scored and how the threshold is chosen.</summary>
/// <remarks>The same embeddings get different accuracies from different toolkits. Each way has a name here, and none is silently changed.</remarks>
public abstract class LfwVersion
{
    private protected LfwVersion(string name, string explanation) => (Name, Explanation) = (name, explanation);

    /// <summary>The paper's: PCA, cosine, threshold of a linear support vector machine.</summary>
    public static LfwVersion Paper { get; } = new PaperVersion();

    /// <summary>The threshold that decides most training pairs correctly, found exactly.</summary>
    public static LfwVersion BestThreshold { get; } = new BestThresholdVersion();

    /// <summary>InsightFace's grid of squared distances.</summary>
    public static LfwVersion InsightFace { get; } = new InsightFaceVersion();

    /// <summary>FaceX-Zoo's grid of cosines.</summary>
    public static LfwVersion FaceXZoo { get; } = new FaceXZooVersion();

    /// <summary>All versions, in the order in which they are printed.</summary>
    public static IReadOnlyList<LfwVersion> All { get; } = [Paper, BestThreshold, InsightFace, FaceXZoo];

    /// <summary>The name, as commands and files write it.</summary>
    public string Name { get; }

    /// <summary>A line that says how the version differs from the others.</summary>
    public string Explanation { get; }

    /// <summary>Whether it needs the features themselves and not only their cosines.</summary>
    public virtual bool NeedsFeatures => false;

    /// <summary>Judges one fold.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="varianceShare">Share of the variance to keep; null for no PCA. Only the paper's version has one.</param>
    internal abstract LfwFoldOutcome Judge(LfwFold fold, double? varianceShare);

    /// <inheritdoc />
    public override string ToString() => Name;
}
