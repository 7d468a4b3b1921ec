using NormFace.Datasets;
using NormFace.Decoding;

namespace NormFace.Cli.Faces;

/// <summary>The pictures that a command line names: files, and all pictures of folders, archives and lists.</summary>
internal sealed class GivenPictures : IDisposable
{
    private readonly List<PictureSource> sources;
    private readonly List<(string Name, PictureSource? Source, int Index)> pictures;

    private GivenPictures(List<PictureSource> sources, List<(string, PictureSource?, int)> pictures) =>
        (this.sources, this.pictures) = (sources, pictures);

    /// <summary>Number of pictures.</summary>
    public int Count => pictures.Count;

    /// <summary>Opens what is named. A file that is in no form of a source is a picture.</summary>
    /// <exception cref="FileNotFoundException">There is nothing at a path.</exception>
    /// <exception cref="InvalidDataException">There are no pictures at a path.</exception>
    public static GivenPictures Open(IReadOnlyList<string> paths)
    {
        var (sources, pictures) = (new List<PictureSource>(), new List<(string, PictureSource?, int)>());
        try
        {
            foreach (var path in paths)
            {
                if (File.Exists(path) && !PictureSourceCatalogue.Default.Formats.Any(form => form.Recognises(path)))
                {
                    pictures.Add((path, null, 0));
                    continue;
                }

                var source = Commands.PicturesArgument.Open(path);
                sources.Add(source);
                pictures.AddRange(source.Entries.Select((entry, index) => (entry.Path, (PictureSource?)source, index)));
            }
        }
        catch
        {
            sources.ForEach(source => source.Dispose());
            throw;
        }

        return new GivenPictures(sources, pictures);
    }

    /// <summary>Name of a picture: the path that was given, or its path in its folder or archive.</summary>
    public string NameOf(int index) => pictures[index].Name;

    /// <summary>Reads a picture. Safe from several threads.</summary>
    /// <exception cref="PictureException">It cannot be read.</exception>
    public Picture Read(int index) => pictures[index] is (var name, { } source, var place)
        ? Picture.Decode(source.Read(place), name)
        : Picture.Read(pictures[index].Name);

    /// <inheritdoc/>
    public void Dispose() => sources.ForEach(source => source.Dispose());
}
