using NormFace.Embeddings;
using NormFace.Projection;
using NormFace.SupportVectors;

namespace NormFace.Protocols.Pairs;

/// <summary>
/// The paper's protocol: principal components of the training folds, cosine, threshold of a linear support vector
/// machine.
/// </summary>
/// <remarks>
/// Components are fitted to both pictures of every training pair, one row each time a picture occurs, and the fewest
/// are kept whose variance exceeds the share (99.5 %). The machine sees one number a pair and has C = 1. Nothing of the
/// judged fold takes part. Source: Wang et al., "NormFace", arXiv:1704.06369, section 4, and its released evaluation.
/// </remarks>
internal sealed class PaperRule(double? varianceShare) : AccuracyRule(
    "paper",
    "features projected to the principal components of the training folds (default: 99.5 % of the variance), cosine; "
        + "threshold of a linear SVM on the training scores, C = 1")
{
    public override bool NeedsFeatures => true;

    public override FoldOutcome Judge(FoldPart training, FoldPart judged)
    {
        var components = varianceShare is { } share ? Fit(training, share) : null;
        var machine = LinearSvm.Train(Scores(training, components), training.IsGenuine);
        return new FoldOutcome(
            machine.Threshold ?? double.NaN,
            [.. Scores(judged, components).Zip(
                judged.IsGenuine, (score, isGenuine) => machine.Decision(score) >= 0 == isGenuine)])
        {
            Components = components?.Size,
        };
    }

    private static PrincipalComponents Fit(FoldPart training, double share)
    {
        var (features, size) = (training.Features!, training.Features!.Size);
        var rows = new float[2 * training.Rows.Count * size];
        var position = 0;
        foreach (var row in training.Rows.SelectMany(pair => new[] { pair.First, pair.Second }))
        {
            features.Row(row).CopyTo(rows.AsSpan(size * position++));
        }

        try
        {
            return PrincipalComponents.Fit(rows, size, share);
        }
        catch (ArgumentException error) when (error.ParamName == nameof(rows))
        {
            throw new InvalidDataException(
                $"{training.Location}: expected the embeddings of the other folds to vary, or there are no "
                    + "principal components. "
                + $"Look at the model, or leave them out (--no-pca). {error.Message}",
                error);
        }
    }

    private static double[] Scores(FoldPart part, PrincipalComponents? components)
    {
        if (components is null)
        {
            return [.. part.Scores];
        }

        Dictionary<int, double[]> projected = [];
        return [.. part.Rows.Select(pair => Cosine.Of(Projected(pair.First), Projected(pair.Second)))];

        double[] Projected(int row)
        {
            if (!projected.TryGetValue(row, out var values))
            {
                projected.Add(row, values = components.Project(part.Features!.Row(row)));
            }

            return values;
        }
    }
}
