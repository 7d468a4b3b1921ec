using System.Globalization;

namespace NormFace.Datasets;

/// <summary>Digits of MNIST, or pictures in its idx form: bare grey pixels, with the label as identity. Plain or gzipped.</summary>
/// <remarks>Held in memory, 47 MB for the training part. Paths are places in the file with leading zeros.</remarks>
public sealed class MnistSource : PictureSource
{
    private readonly byte[] pixels;
    private readonly int width;
    private readonly int height;
    private readonly PlacedPictures<int> pictures;

    /// <summary>Reads images and labels.</summary>
    /// <param name="path">The idx file of the images, the labels beside it; or a folder.</param>
    /// <param name="part"><c>train</c> or <c>t10k</c> of a folder; null for <c>train</c> if it is there, else <c>t10k</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="part"/> is another word.</exception>
    /// <exception cref="FileNotFoundException">Images or labels are not there.</exception>
    /// <exception cref="InvalidDataException">A file is no idx file, is cut short, or the two do not belong together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public MnistSource(string path, string? part = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (part is not (null or "train" or "t10k"))
        {
            throw new ArgumentException($"part must be 'train' or 't10k', but was '{part}'.", nameof(part));
        }

        var images = !Directory.Exists(path) ? path
            : part is not null ? MnistFiles.Images(path, part)
            : MnistFiles.Images(path, "train") ?? MnistFiles.Images(path, "t10k");
        Location = images ?? throw new FileNotFoundException($"{path}: expected idx files of MNIST's part '{part ?? "train"}', found none.");
        var labelsPath = MnistFiles.Labels(images)
            ?? throw new FileNotFoundException($"{images}: expected the labels beside the images, found none. They are called like them, with 'labels-idx1'.");
        (pixels, var count, height, width) = MnistFiles.ReadImages(images);
        var labels = MnistFiles.ReadLabels(labelsPath);
        if (labels.Length != count)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{labelsPath}(4): expected {count} labels, found {labels.Length}."));
        }

        pictures = PlacedPictures<int>.InOrder(labels.Select((label, index) => (
            new PictureEntry(index.ToString("D7", CultureInfo.InvariantCulture), label.ToString(CultureInfo.InvariantCulture)), index)));
    }

    /// <inheritdoc />
    public override string Location { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PictureEntry> Entries => pictures.Entries;

    /// <inheritdoc />
    public override StoredPicture Read(int index) => pictures.Read(
        index, place => new StoredPicture(pixels.AsMemory(place * width * height, width * height), width, height, 1));
}
