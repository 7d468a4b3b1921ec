using System.Buffers.Binary;
using System.IO.Compression;

namespace NormFace.Datasets;

/// <summary>Files of the idx form: a number that tells the kind, the sizes, then bytes. Plain or gzipped.</summary>
internal static class MnistFiles
{
    private const uint ImagesMagic = 0x0803;
    private const uint LabelsMagic = 0x0801;
    private const long LargestLength = 1L << 30;
    private const long HighestRatio = 1100; // deflate reaches 1032

    private static readonly string[] Endings = ["-images-idx3-ubyte", "-images.idx3-ubyte"];

    public static bool IsImages(string path) => Endings.Any(ending => WithoutZip(path).EndsWith(ending, StringComparison.Ordinal));

    public static bool IsIn(string folder) => Images(folder, "train") is not null || Images(folder, "t10k") is not null;

    /// <summary>The images of a part in a folder; null where it holds none.</summary>
    public static string? Images(string folder, string part) =>
        Endings.SelectMany(ending => new[] { part + ending, part + ending + ".gz" })
            .Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>The labels beside images, zipped or not; null where there are none.</summary>
    public static string? Labels(string images)
    {
        var name = WithoutZip(Path.GetFileName(images)).Replace("-images-idx3", "-labels-idx1", StringComparison.Ordinal)
            .Replace("-images.idx3", "-labels.idx1", StringComparison.Ordinal);
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(images))!, name);
        return new[] { path, path + ".gz" }.FirstOrDefault(File.Exists);
    }

    public static (byte[] Pixels, int Count, int Height, int Width) ReadImages(string path)
    {
        var (bytes, sizes) = Read(path, ImagesMagic, 3);
        return (bytes, sizes[0], sizes[1], sizes[2]);
    }

    public static byte[] ReadLabels(string path) => Read(path, LabelsMagic, 1).Bytes;

    private static (byte[] Bytes, int[] Sizes) Read(string path, uint magic, int dimensions)
    {
        using var file = File.OpenRead(path);
        var isZipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using Stream stream = isZipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        var header = new byte[4 * (1 + dimensions)];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || BinaryPrimitives.ReadUInt32BigEndian(header) != magic)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{path}(0): expected an idx file of kind 0x{magic:x8}, found something else."));
        }

        var sizes = new int[dimensions];
        var length = 1L;
        for (var index = 0; index < dimensions; index++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * (index + 1)));
            length = size is 0 or > int.MaxValue || length > LargestLength ? long.MaxValue : length * size;
            sizes[index] = (int)Math.Min(size, int.MaxValue);
        }

        if (length > LargestLength || length > file.Length * (isZipped ? HighestRatio : 1))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{path}(4): expected sizes above 0 that fit the file, found {string.Join(" x ", sizes)} in {file.Length} bytes."));
        }

        var bytes = new byte[length];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count == bytes.Length && stream.ReadByte() < 0
            ? (bytes, sizes)
            : throw new InvalidDataException(FormattableString.Invariant(
                $"{path}({header.Length}): expected {length} bytes, found {(count < length ? count : "more")}. Get the file again."));
    }

    private static string WithoutZip(string path) => path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;
}
