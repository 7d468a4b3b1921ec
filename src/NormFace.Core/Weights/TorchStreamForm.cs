using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using NormFace.Pickles;

namespace NormFace.Weights;

/// <summary>
/// The older form of a checkpoint: five pickles one after the other, then every storage with its count before it.
/// </summary>
/// <remarks>
/// Magic number, protocol, facts about the machine that wrote it, the value, the keys of the storages in the order in
/// which they follow. Counts and numbers are little-endian whatever the machine was. PyTorch wrote it until version
/// 1.6.
/// </remarks>
internal static class TorchStreamForm
{
    private const long Protocol = 1001;

    private static readonly BigInteger Magic = BigInteger.Parse(
        "1950a86a20f9469cfc6c", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>Reads the value, with every storage filled.</summary>
    public static object? Read(FileStream stream, string path)
    {
        var pickle = new TorchPickle();
        if (PickleReader.Read(stream, path, pickle.PlainRules) is not BigInteger magic || magic != Magic)
        {
            throw Malformed.At(
                path,
                0,
                "a PyTorch checkpoint",
                "another pickle. Save the weights with torch.save(model.state_dict(), path)");
        }

        var protocol = PickleReader.Read(stream, path, pickle.PlainRules);
        if (protocol is not Protocol)
        {
            throw Malformed.At(
                path, stream.Position, $"protocol {Protocol} of PyTorch checkpoints", $"{protocol ?? "None"}");
        }

        _ = PickleReader.Read(stream, path, pickle.PlainRules); // facts about the machine that wrote it
        var value = PickleReader.Read(stream, path, pickle.Rules);
        ReadStorages(stream, path, pickle);
        return value;
    }

    private static void ReadStorages(FileStream stream, string path, TorchPickle pickle)
    {
        var storages = pickle.Storages;
        var keys = PickleReader.Read(stream, path, pickle.PlainRules) as List<object?>
            ?? throw Malformed.At(path, stream.Position, "a list of storages", "another value");

        foreach (var key in keys)
        {
            if (key is not string text || !storages.TryGetValue(text, out var storage) || storage.IsRead)
            {
                throw Malformed.At(path, stream.Position, "every storage that tensors look into, once", $"'{key}'");
            }

            storage.Fill(ReadStorage(stream, path, storage), isBigEndian: false);
        }

        if (storages.Values.FirstOrDefault(storage => !storage.IsRead) is { } missing)
        {
            throw Malformed.At(path, stream.Position, $"storage '{missing.Key}'", "it nowhere");
        }
    }

    private static byte[] ReadStorage(FileStream stream, string path, TorchStorage storage)
    {
        var position = stream.Position;
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? BinaryPrimitives.ReadInt64LittleEndian(bytes)
            : throw Malformed.At(
                path, position, $"the count of storage '{storage.Key}'", "the end of the file. Get the file again");

        if (count != storage.Count)
        {
            throw Malformed.At(path, position, $"{storage.Count} numbers in storage '{storage.Key}'", $"{count}");
        }

        var available = stream.Length - stream.Position;
        if (storage.ByteCount > Math.Min(available, Array.MaxLength))
        {
            throw Malformed.At(
                path,
                stream.Position,
                $"{storage.ByteCount} bytes of storage '{storage.Key}'",
                $"{available} to the end of the file. Get the file again");
        }

        var stored = new byte[(int)storage.ByteCount];
        stream.ReadExactly(stored);
        return stored;
    }
}
