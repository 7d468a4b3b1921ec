using NormFace.Embeddings;
using NormFace.Projection;
using NormFace.SupportVectors;

namespace NormFace.Protocols.Lfw;

/// <summary>The paper's protocol: principal components of the training folds, cosine, threshold of a linear support vector machine.</summary>
/// <remarks>
/// Components are fitted to both pictures of every training pair, one row each time a picture occurs, and the fewest are kept whose variance
/// exceeds the share (99.5 %). The machine sees one number a pair and has C = 1. Nothing of the judged fold takes part.
/// Source: Wang et al., "NormFace", arXiv:1704.06369, section 4, and its released evaluation.
/// </remarks>
internal sealed class PaperVersion() : LfwVersion(
    "paper",
    "features projected to the principal components of the training folds (99.5 % of the variance unless told), cosine; threshold of a linear SVM on the training scores, C = 1")
{
    public override bool NeedsFeatures => true;

    internal override LfwFoldOutcome Judge(LfwFold fold, double? varianceShare)
    {
        var components = varianceShare is { } share ? Fit(fold.Training, fold.TrainingIndexes, share) : null;
        var training = Scores(fold.Training, fold.TrainingIndexes, components);
        var machine = LinearSvm.Train(training, [.. fold.TrainingIndexes.Select(index => fold.Training.Scored.List.Pairs[index].IsGenuine)]);
        var judged = Scores(fold.Test, fold.TestIndexes, components);

        return new LfwFoldOutcome(
            machine.Threshold ?? double.NaN,
            [.. judged.Zip(fold.TestIndexes, (score, index) => machine.Decision(score) >= 0 == fold.Test.Scored.List.Pairs[index].IsGenuine)],
            components?.Size);
    }

    private static PrincipalComponents Fit(LfwPairs pairs, IReadOnlyList<int> indexes, double share)
    {
        var (features, size) = (pairs.Features!, pairs.Features!.Size);
        var rows = new float[2 * indexes.Count * size];
        for (var place = 0; place < indexes.Count; place++)
        {
            features.Row(pairs.Rows!.First[indexes[place]]).CopyTo(rows.AsSpan(2 * place * size));
            features.Row(pairs.Rows!.Second[indexes[place]]).CopyTo(rows.AsSpan(((2 * place) + 1) * size));
        }

        try
        {
            return PrincipalComponents.Fit(rows, size, share);
        }
        catch (ArgumentException error) when (error.ParamName == nameof(rows))
        {
            throw new InvalidDataException(
                $"{pairs.Scored.List.Location}: expected the embeddings of the other folds to vary, or there are no principal components. Look at the model, or leave them out (--no-pca). {error.Message}",
                error);
        }
    }

    private static double[] Scores(LfwPairs pairs, IReadOnlyList<int> indexes, PrincipalComponents? components)
    {
        if (components is null)
        {
            return [.. indexes.Select(index => pairs.Scored.Scores[index])];
        }

        var rows = pairs.Rows!;
        Dictionary<int, double[]> projected = [];
        return [.. indexes.Select(index => Cosine.Of(Projected(rows.First[index]), Projected(rows.Second[index])))];

        double[] Projected(int row)
        {
            if (!projected.TryGetValue(row, out var values))
            {
                projected.Add(row, values = components.Project(pairs.Features!.Row(row)));
            }

            return values;
        }
    }
}
