using NormFace.Datasets;
using NormFace.Decoding;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Pictures for a report, as PNG files; none where none were named.</summary>
internal sealed class ReportPictures : IDisposable
{
    private readonly PictureSource? source;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public ReportPictures(string? path)
    {
        if (path is null)
        {
            return;
        }

        source = PictureSourceCatalogue.Default.Open(path);
        for (var index = 0; index < source.Entries.Count; index++)
        {
            places.Add(source.Entries[index].Path, index);
        }
    }

    /// <summary>The picture at a path as a PNG file; null where it is missing or cannot be read.</summary>
    public ReadOnlyMemory<byte>? Png(string path)
    {
        if (source is null || !places.TryGetValue(path, out var index))
        {
            return null;
        }

        try
        {
            return Picture.Decode(source.Read(index), path).ToPng();
        }
        catch (PictureException)
        {
            return null;
        }
    }

    public void Dispose() => source?.Dispose();
}
