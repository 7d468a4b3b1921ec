using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using NormFace.Storage;

namespace NormFace.Datasets;

/// <summary>A part of MNIST, or pictures in its form.</summary>
internal sealed record MnistPart(string Images, byte[] Pixels, int Height, int Width, byte[] Labels);

/// <summary>Files of the idx form: a number that tells the kind, the sizes, then bytes. Plain or gzipped.</summary>
internal static class MnistFiles
{
    private const uint ImagesMagic = 0x0803;
    private const uint LabelsMagic = 0x0801;
    private const long LargestLength = 1L << 30;
    private const long HarmlessLength = 16 << 20; // any ratio is accepted up to here
    private const long HighestRatio = 100; // MNIST itself reaches 5

    private static readonly string[] Parts = ["train", "t10k"]; // the first that exists
    private static readonly string[] Zips = ["", ".gz"];
    private static readonly string[] Endings = ["-images-idx3-ubyte", "-images.idx3-ubyte"];

    /// <summary>Whether a path leads to images: a file by its name, or a folder that holds one.</summary>
    public static bool AreAt(string path) => Directory.Exists(path)
        ? In(path) is not null
        : Endings.Any(ending => WithoutZip(path).EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Reads the images at a path and the labels beside them.</summary>
    public static MnistPart ReadBoth(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var images = (Directory.Exists(path) ? In(path) : path)
            ?? throw new FileNotFoundException($"{path}: expected idx files of MNIST, found none.");
        var labelsPath = LabelsOf(images) ?? throw new FileNotFoundException(
            $"{images}: expected the labels beside the images, named like them but 'labels-idx1', found none.");
        var (pixels, sizes) = Read(images, ImagesMagic, 3);
        var labels = Read(labelsPath, LabelsMagic, 1).Bytes;
        return labels.Length == sizes[0]
            ? new MnistPart(images, pixels, sizes[1], sizes[2], labels)
            : throw new InvalidDataException(
                FormattableString.Invariant($"{labelsPath}(4): expected {sizes[0]} labels, found {labels.Length}."));
    }

    private static string? In(string folder) =>
        (from part in Parts
         from ending in Endings
         from zip in Zips
         select Path.Combine(folder, part + ending + zip)).FirstOrDefault(File.Exists);

    private static string? LabelsOf(string images)
    {
        var name = WithoutZip(Path.GetFileName(images)).Replace(
            "-images-idx3", "-labels-idx1", StringComparison.Ordinal)
            .Replace("-images.idx3", "-labels.idx1", StringComparison.Ordinal);
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(images))!, name);
        return Zips.Select(zip => path + zip).FirstOrDefault(File.Exists);
    }

    private static (byte[] Bytes, int[] Sizes) Read(string path, uint magic, int dimensions)
    {
        using var file = PlainFile.OpenRead(path);
        var isZipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using Stream stream = isZipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        var header = new byte[4 * (1 + dimensions)];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || BinaryPrimitives.ReadUInt32BigEndian(header) != magic)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{path}(0): expected an idx file of kind 0x{magic:x8}, found something else."));
        }

        var sizes = new int[dimensions];
        var length = 1L;
        for (var index = 0; index < dimensions; index++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * (index + 1)));
            length = size is 0 or > int.MaxValue || length > LargestLength ? long.MaxValue : length * size;
            sizes[index] = (int)Math.Min(size, int.MaxValue);
        }

        var longest = isZipped ? Math.Max(HarmlessLength, file.Length * HighestRatio) : file.Length;
        if (length > Math.Min(LargestLength, longest))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}(4): expected sizes above 0 that fit the file, found {string.Join(" x ", sizes)} in "
                + $"{file.Length} bytes."));
        }

        var bytes = new byte[length];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count == bytes.Length && stream.ReadByte() < 0
            ? (bytes, sizes)
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}({header.Length}): expected {length} bytes, found {(count < length ? count : "more")}. Get the "
                + $"file again."));
    }

    private static string WithoutZip(string path) => path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;
}
