namespace NormFace.Datasets;

/// <summary>The forms in which pictures may be kept, by which a path is opened. Immutable.</summary>
public sealed class PictureSourceCatalogue
{
    private readonly PictureSourceFormat[] formats;

    private PictureSourceCatalogue(params PictureSourceFormat[] formats) => this.formats = formats;

    /// <summary>The forms that NormFace reads itself.</summary>
    public static PictureSourceCatalogue Default { get; } = new(
        new("InsightFace records (.rec/.idx/.lst)", RecordSource.IsAt, path => new RecordSource(path)),
        new("idx files of MNIST", MnistFiles.AreAt, path => new MnistSource(path)),
        new("a folder ID/file.jpg", Directory.Exists, path => new FolderSource(path)),
        PictureSourceFormat.OfFiles("a .zip of such a folder", path => new ZipSource(path), ".zip"),
        PictureSourceFormat.OfFiles("a .tar of such a folder", path => new TarSource(path), ".tar", ".gz", ".tgz"),
        PictureSourceFormat.OfFiles("InsightFace pairs (.bin)", path => new PairFileSource(path), ".bin"),
        PictureSourceFormat.OfFiles(
            "a list 'path label' (.txt, .csv, .tsv, .lst)",
            path => new ListSource(path),
            ".txt", ".csv", ".tsv", ".lst"),
        new("a picture", path => File.Exists(path) && PicturePath.IsPicture(path), path => new SinglePicture(path)));

    /// <summary>The forms, in the order in which they are asked.</summary>
    public IReadOnlyList<PictureSourceFormat> Formats => formats;

    /// <summary>A catalogue with one form more.</summary>
    /// <param name="format">The form. It is asked before all others, so it may replace one.</param>
    /// <returns>The larger catalogue; this one is unchanged.</returns>
    public PictureSourceCatalogue With(PictureSourceFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return new PictureSourceCatalogue([format, .. formats]);
    }

    /// <summary>Opens the pictures at a path by the first form that recognises them.</summary>
    /// <param name="path">The file or folder. Of a folder with both parts of MNIST the training part is taken.</param>
    /// <returns>The source; the caller disposes it.</returns>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">It is of none of the forms, or is broken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public PictureSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var accepted = string.Join(", ", formats.Select(format => format.Description));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new FileNotFoundException(
                $"path must be pictures that exist, but there is nothing at '{path}'. Accepted: {accepted}.", path);
        }

        var found = formats.FirstOrDefault(format => format.Recognises(path)) ?? throw new InvalidDataException(
            $"{path}: expected pictures in a form that is read here, found another. Accepted: {accepted}.");
        return found.Open(path);
    }
}
