using System.Globalization;

namespace NormFace.Datasets;

/// <summary>
/// Digits of MNIST, or pictures in its idx form: bare grey pixels, with the label as identity. Plain or gzipped.
/// </summary>
/// <remarks>Held in memory, 47 MB for the training part. Paths are places in the file with leading zeros.</remarks>
internal sealed class MnistSource : PlacedPictures<int>
{
    private readonly byte[] pixels;
    private readonly int width;
    private readonly int height;

    /// <summary>Reads images and labels.</summary>
    /// <param name="path">
    /// The idx file of the images, the labels beside it; or a folder, of which the training part is taken if it is
    /// there.
    /// </param>
    /// <exception cref="FileNotFoundException">Images or labels are not there.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is not an idx file, is truncated, or the two do not belong together.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public MnistSource(string path)
        : this(MnistFiles.ReadBoth(path))
    {
    }

    private MnistSource(MnistPart part)
        : base(part.Images, part.Labels.Select((label, index) => (Entry(label, index), index))) =>
        (pixels, width, height) = (part.Pixels, part.Width, part.Height);

    protected override StoredPicture ReadAt(int place) =>
        new(pixels.AsMemory(place * width * height, width * height), width, height, 1);

    private static PictureEntry Entry(byte label, int index) =>
        new(index.ToString("D7", CultureInfo.InvariantCulture), label.ToString(CultureInfo.InvariantCulture));
}
