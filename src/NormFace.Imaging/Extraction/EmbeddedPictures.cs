using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Storage;

namespace NormFace.Extraction;

/// <summary>Raw features of pictures, row by row.</summary>
/// <param name="Entries">The picture of each row.</param>
/// <param name="Values">Features as the network gave them, merged with their mirror images where asked. Shape
/// <c>[N, D]</c>.</param>
/// <param name="FeatureSize">D.</param>
public sealed record EmbeddedPictures(IReadOnlyList<PictureEntry> Entries, float[] Values, int FeatureSize)
{
    /// <summary>The features under the paths of their pictures.</summary>
    /// <returns>A set that shares the values.</returns>
    /// <exception cref="InvalidDataException">There are none, or one has no direction; it is named.</exception>
    public FeatureSet ToSet() => new(Values, [.. Entries.Select(entry => entry.Path)]);

    /// <summary>Writes a <c>.npy</c> matrix and the list of paths, one a line, in the same order.</summary>
    /// <param name="embeddingsPath">The <c>.npy</c> file.</param>
    /// <param name="namesPath">The list.</param>
    /// <exception cref="InvalidDataException">
    /// There are no rows, one has no direction, or a path holds a line break or blanks around it; it is named.
    /// </exception>
    /// <exception cref="IOException">One of them cannot be written.</exception>
    public void Write(string embeddingsPath, string namesPath)
    {
        var set = ToSet();
        FeatureFile.CheckNames(set.Names);
        FeatureFile.WriteNpy(embeddingsPath, set.Values, set.Size);
        AtomicFile.WriteText(namesPath, string.Concat(set.Names.Select(name => name + "\n")));
    }
}
