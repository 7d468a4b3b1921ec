using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using NormFace.Pickles;

namespace NormFace.Weights;

/// <summary>
/// The form of a checkpoint since PyTorch 1.6: an uncompressed zip of a pickle and one entry for each storage.
/// </summary>
internal sealed class TorchZipForm
{
    private const string PickleName = "data.pkl";

    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);
    private readonly string path;
    private long left; // entries may claim the same bytes of the file; together they may not be longer than it

    private TorchZipForm(ZipArchive archive, long fileLength, string path)
    {
        (left, this.path) = (fileLength, path);

        foreach (var entry in archive.Entries)
        {
            if (!entries.TryAdd(entry.FullName, entry))
            {
                throw Malformed.In(path, entry.FullName, "every entry once", "it twice");
            }
        }
    }

    /// <summary>Reads the value, with every storage filled.</summary>
    public static object? Read(FileStream stream, string path)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return new TorchZipForm(archive, stream.Length, path).Read();
        }
        catch (
            Exception error) when (
                error is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException
            && !error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            // What the archive reader throws at broken archives does not name the file.
            throw Malformed.In(path, "zip", "a whole zip archive", error.Message.TrimEnd('.'), error);
        }
    }

    private object? Read()
    {
        var main = entries.Keys.Where(name =>
            name == PickleName || name.EndsWith("/" + PickleName, StringComparison.Ordinal)).ToArray() is [var only]
            ? only
            : throw Malformed.In(
                path, "zip", $"one entry {PickleName}", "none or several: this is not a PyTorch checkpoint");
        var folder = main[..^PickleName.Length];

        if (entries.ContainsKey(folder + "constants.pkl"))
        {
            throw Malformed.In(
                path, main, "a state dict",
                "a TorchScript archive, which holds a program. Export its state dict with "
                + "torch.save(torch.jit.load(path).state_dict(), other)");
        }

        var pickle = new TorchPickle();
        var value = PickleReader.Read(new MemoryStream(Bytes(main)), $"{path}/{main}", pickle.Rules);
        var isBigEndian = IsBigEndian(folder + "byteorder");

        foreach (var storage in pickle.Storages.Values)
        {
            var name = $"{folder}data/{storage.Key}";
            var bytes = Bytes(name);
            if (bytes.Length != storage.ByteCount)
            {
                throw Malformed.In(
                    path, name, $"{storage.Count} numbers of type {storage.Type}", $"{bytes.Length} bytes");
            }

            storage.Fill(bytes, isBigEndian);
        }

        return value;
    }

    private bool IsBigEndian(string name) => entries.ContainsKey(name) && Encoding.Latin1.GetString(Bytes(name)) switch
    {
        "little" => false,
        "big" => true,
        _ => throw Malformed.In(path, name, "'little' or 'big'", "another text"),
    };

    private byte[] Bytes(string name)
    {
        if (!entries.TryGetValue(name, out var entry))
        {
            throw Malformed.In(path, "zip", $"an entry '{name}'", "none");
        }

        if (entry.CompressedLength != entry.Length || entry.Length > Math.Min(left, Array.MaxLength))
        {
            throw Malformed.In(
                path,
                name,
                $"an uncompressed entry of at most {left} bytes",
                $"{entry.Length} bytes in {entry.CompressedLength}");
        }

        left -= entry.Length;
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return Crc32.HashToUInt32(bytes) == entry.Crc32
            ? bytes
            : throw Malformed.In(path, name, "the content its checksum was made of", "other bytes. Get the file again");
    }
}
