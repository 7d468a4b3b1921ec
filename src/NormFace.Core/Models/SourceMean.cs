using NormFace.Embeddings;

namespace NormFace.Models;

/// <summary>The mean embedding of some pictures.</summary>
internal static class SourceMean
{
    /// <summary>Averages embeddings in double precision.</summary>
    /// <param name="features">Features of any length. Shape <c>[N, D]</c>.</param>
    /// <param name="rows">Rows to average, at least one, each in [0, N).</param>
    /// <returns>The mean of the features over their lengths. Shape <c>[D]</c>.</returns>
    public static double[] Of(FeatureSet features, IReadOnlyList<int> rows)
    {
        var mean = new double[features.Size];
        foreach (var row in rows)
        {
            var feature = features.Row(row);
            var length = UnitVector.LengthOf(feature);
            for (var index = 0; index < mean.Length; index++)
            {
                mean[index] += feature[index] / length / rows.Count;
            }
        }

        return mean;
    }
}
