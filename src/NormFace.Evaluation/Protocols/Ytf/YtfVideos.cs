using NormFace.Embeddings;

namespace NormFace.Protocols.Ytf;

/// <summary>Which frames of an embedding set belong to which video.</summary>
/// <remarks>
/// Frames are named <c>Person/video/frame.jpg</c>; the first two parts name the video. Only videos of the pairs are
/// kept.
/// </remarks>
internal sealed class YtfVideos
{
    private const int NamedAtMost = 10;

    private readonly Dictionary<string, List<int>> frames;

    /// <summary>Finds the frames of all videos of the pairs.</summary>
    /// <param name="set">The frames; those of other videos are passed over.</param>
    /// <param name="splits">The pairs.</param>
    /// <exception cref="InvalidDataException">
    /// A frame is not named in that form, or videos have no frame; ten at most are listed, with their number.
    /// </exception>
    public YtfVideos(FeatureSet set, YtfSplits splits)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(splits);
        Names = [
            .. splits.Pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct(StringComparer.Ordinal)];
        frames = Names.ToDictionary(name => name, _ => new List<int>(), StringComparer.Ordinal);
        for (var row = 0; row < set.Count; row++)
        {
            if (frames.TryGetValue(Video(set.Names[row]), out var rows))
            {
                rows.Add(row);
            }
        }

        string[] missing = [.. Names.Where(name => frames[name].Count == 0)];
        if (missing.Length > 0)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"Every video of the pairs needs frames named Person/video/frame.jpg, but {missing.Length} of ")
                + FormattableString.Invariant($"{Names.Count} have none: ")
                + string.Join(", ", missing.Take(NamedAtMost)) + (missing.Length > NamedAtMost ? ", ..." : "."));
        }
    }

    /// <summary>The videos of the pairs, each once, in the order in which the pairs name them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Rows of the frames of a video, rising.</summary>
    /// <param name="video">A video of the pairs, <c>Person/number</c>.</param>
    /// <returns>At least one row.</returns>
    /// <exception cref="KeyNotFoundException">No pair names the video.</exception>
    public IReadOnlyList<int> Frames(string video) => frames[video];

    private static string Video(string frame) =>
        frame.Split('/', 3) is [{ Length: > 0 } person, { Length: > 0 } number, { Length: > 0 }]
        ? $"{person}/{number}"
        : throw new InvalidDataException($"Every frame must be named Person/video/frame.jpg, but one is '{frame}'.");
}
