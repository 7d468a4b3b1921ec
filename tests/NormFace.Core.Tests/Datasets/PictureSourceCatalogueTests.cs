using System.IO.Compression;
using System.Text;
using Xunit;

namespace NormFace.Datasets;

public class PictureSourceCatalogueTests
{
    public static TheoryData<Type> Sources =>
    [
        .. typeof(PictureSource).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PictureSource)) && !type.IsAbstract && !type.IsNested),
    ];

    [Theory, MemberData(nameof(Sources))]
    public void Every_source_of_the_library_is_in_the_default_catalogue(Type type)
    {
        using var folder = new TemporaryFolder();
        var path = Smallest(type, folder);

        using var source = PictureSourceCatalogue.Default.Open(path);

        Assert.IsType(type, source);
    }

    [Fact]
    public void A_form_written_outside_in_one_class_is_opened_by_its_extension()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["faces.names"], ["10/b.jpg", "9/a.jpg", "9/broken.jpg"]);
        var format = PictureSourceFormat.OfFiles("names (.names)", path => new Names(path), ".names");

        using var source = PictureSourceCatalogue.Default.With(format).Open(folder["faces.names"]);

        Assert.Equal([new("9/a.jpg", "9"), new("9/broken.jpg", "9"), new("10/b.jpg", "10")], source.Entries);
        Assert.Equal("1: 9/a.jpg", Encoding.UTF8.GetString(source.Read(0).Bytes.Span)); // the second line
        var error = Assert.Throws<PictureException>(() => source.Read(1));
        Assert.Equal(("9/broken.jpg", "it is broken."), (error.Picture, error.Reason));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(3));
    }

    [Fact]
    public void A_form_that_is_added_comes_before_all_others_and_changes_no_other_catalogue()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["faces.txt"], ["7/a.jpg"]);
        var count = PictureSourceCatalogue.Default.Formats.Count;

        var larger = PictureSourceCatalogue.Default.With(
            PictureSourceFormat.OfFiles("names", path => new Names(path), ".TXT"));

        using var names = larger.Open(folder["faces.txt"]);
        using var list = PictureSourceCatalogue.Default.Open(folder["faces.txt"]);
        Assert.IsType<Names>(names);
        Assert.IsType<ListSource>(list);
        Assert.Equal((count, count + 1), (PictureSourceCatalogue.Default.Formats.Count, larger.Formats.Count));
    }

    [Fact]
    public void Every_form_of_the_default_catalogue_is_named_where_none_fits()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.docx"], "");

        var error = Assert.Throws<InvalidDataException>(() => PictureSourceCatalogue.Default.Open(folder["a.docx"]));

        Assert.All(
            PictureSourceCatalogue.Default.Formats,
            format => Assert.Contains(format.Description, error.Message, StringComparison.Ordinal));
    }

    // The smallest file of a form.
    private static string Smallest(Type type, TemporaryFolder folder)
    {
        switch (type.Name)
        {
            case nameof(FolderSource):
                return folder.Path;
            case nameof(ZipSource):
                ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create).Dispose();
                return folder["a.zip"];
            case nameof(TarSource):
                return Write("a.tar", new byte[1024]);
            case nameof(RecordSource):
                return Write("a.rec", []);
            case nameof(ListSource):
                return Write("a.csv", []);
            case nameof(SinglePicture):
                return Write("a.jpg", []);
            case nameof(PairFileSource):
                return Write("a.bin", [0x80, 2, (byte)']', (byte)']', 0x86, (byte)'.']); // a pickle of two empty lists
            case nameof(MnistSource):
                Write("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 7]);
                return Write("train-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9]);
            default:
                throw new NotSupportedException($"{type.Name} has no smallest file here. Add one.");
        }

        string Write(string name, byte[] bytes)
        {
            File.WriteAllBytes(folder[name], bytes);
            return folder[name];
        }
    }

    /// <summary>Pictures that are named in a file, each its number and its name.</summary>
    private sealed class Names(string path) : PlacedPictures<int>(
        path, File.ReadLines(path).Index().Select(line => (PictureEntry.At(line.Item), line.Index)))
    {
        private readonly string[] lines = File.ReadAllLines(path);

        protected override StoredPicture ReadAt(int place) => lines[place].Contains("broken", StringComparison.Ordinal)
            ? throw new InvalidDataException("it is broken.")
            : new StoredPicture(Encoding.UTF8.GetBytes($"{place}: {lines[place]}"));
    }
}
