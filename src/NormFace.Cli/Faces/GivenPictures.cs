using NormFace.Cli.Commands;
using NormFace.Datasets;
using NormFace.Decoding;

namespace NormFace.Cli.Faces;

/// <summary>The pictures that a command line names: files, and all pictures of folders, archives and lists.</summary>
internal sealed class GivenPictures : IDisposable
{
    private readonly List<IDisposable> opened = [];
    private readonly List<(string Name, PictureSource Source, int Index)> pictures = [];

    private GivenPictures()
    {
    }

    /// <summary>Number of pictures.</summary>
    public int Count => pictures.Count;

    /// <summary>Opens what is named.</summary>
    /// <exception cref="FileNotFoundException">There is nothing at a path.</exception>
    /// <exception cref="InvalidDataException">There are no pictures at a path.</exception>
    public static GivenPictures Open(IReadOnlyList<string> paths)
    {
        var given = new GivenPictures();
        try
        {
            foreach (var path in paths)
            {
                given.Add(path);
            }

            return given;
        }
        catch
        {
            given.Dispose();
            throw;
        }
    }

    /// <summary>Name of a picture: the path that was given, or its path in its folder or archive.</summary>
    public string NameOf(int index) => pictures[index].Name;

    /// <summary>Reads a picture. Safe from several threads.</summary>
    /// <exception cref="PictureException">It cannot be read.</exception>
    public Picture Read(int index)
    {
        var (name, source, place) = pictures[index];
        return Picture.Decode(source.Read(place), name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        opened.Reverse();
        opened.ForEach(one => one.Dispose());
    }

    private void Add(string path)
    {
        var input = InputFile.Open(path);
        opened.Add(input);
        var source = PicturesArgument.Open(input);
        opened.Add(source);
        var isPicture = source.Entries is [var only] && only.Path == Path.GetFileName(input.Path);
        pictures.AddRange(source.Entries.Select((entry, index) =>
            (isPicture ? InputFile.NameOf(path) : entry.Path, source, index)));
    }
}
