using NormFace.Embeddings;

namespace NormFace.Protocols.Ytf;

/// <summary>Mean feature of each video, and of sets of videos.</summary>
internal sealed class VideoMeans
{
    private readonly Dictionary<string, double[]> means;
    private readonly int size;

    public VideoMeans(FeatureSet set, YtfVideos videos)
    {
        size = set.Size;
        means = videos.Names.ToDictionary(
            name => name, name => MeanOf(set, videos.Frames(name)), StringComparer.Ordinal);
    }

    /// <summary>Mean over the videos of some pairs, each distinct video once, however many frames it has.</summary>
    public double[] Over(IEnumerable<YtfPair> pairs)
    {
        string[] names = [
            .. pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct(StringComparer.Ordinal)];
        var mean = new double[size];
        foreach (var name in names)
        {
            var values = means[name];
            for (var column = 0; column < size; column++)
            {
                mean[column] += values[column] / names.Length;
            }
        }

        return mean;
    }

    private static double[] MeanOf(FeatureSet set, IReadOnlyList<int> rows)
    {
        var mean = new double[set.Size];
        foreach (var row in rows)
        {
            var values = set.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                mean[column] += (double)values[column] / rows.Count;
            }
        }

        return mean;
    }
}
