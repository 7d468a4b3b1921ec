using System.Runtime.InteropServices;

namespace NormFace.Embeddings;

/// <summary>Embeds rows of a source with a network: features in, features out.</summary>
public static class FeatureEmbedder
{
    private const int RowsAtOnce = 1024;

    /// <summary>Embeds rows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="source">The rows.</param>
    /// <param name="chosen">Indices of the rows wanted, in their order; all if null.</param>
    /// <param name="progress">Is told the number of rows done; nobody if null.</param>
    /// <param name="cancellationToken">Stops after the rows in hand.</param>
    /// <returns>Features under the names of the rows.</returns>
    /// <exception cref="ArgumentException">The network takes rows of another length.</exception>
    /// <exception cref="InvalidDataException">No row is chosen, or a feature has no direction; it is named.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static FeatureSet Embed(
        IFeatureNetwork network,
        FeatureSource source,
        IReadOnlyList<int>? chosen = null,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(source);
        if (network.InputSize != source.Size)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"source must hold rows of {network.InputSize} numbers, which the network takes, but ")
                + FormattableString.Invariant($"{source.Location} holds rows of {source.Size}."), nameof(source));
        }

        var count = chosen?.Count ?? source.Entries.Count;
        var (values, names) = (new float[(long)count * network.FeatureSize], new string[count]);
        var rows = new float[Math.Min(count, RowsAtOnce) * source.Size];
        for (var first = 0; first < count; first += RowsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var taken = Math.Min(RowsAtOnce, count - first);
            for (var place = 0; place < taken; place++)
            {
                var row = chosen?[first + place] ?? first + place;
                source.CopyRow(row, rows.AsSpan(place * source.Size, source.Size));
                names[first + place] = source.Entries[row].Path;
            }

            var features = network.Features(rows.AsSpan(0, taken * source.Size));
            features.CopyTo(MemoryMarshal.CreateSpan(
                ref values[(long)first * network.FeatureSize], taken * network.FeatureSize));
            progress?.Report(first + taken);
        }

        return new FeatureSet(values, names);
    }
}
