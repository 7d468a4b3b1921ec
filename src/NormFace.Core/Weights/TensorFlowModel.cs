using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using NormFace.Settings;
using NormFace.Storage;

namespace NormFace.Weights;

/// <summary>Weights in TensorFlow.js form: a JSON file that lists tensors, and shards with their numbers.</summary>
/// <remarks>
/// The JSON file is a weight manifest or a model with one (<c>weightsManifest</c>). Shards lie beside it. Numbers are
/// float32, int32, uint8 or bool, or quantised: <c>q · scale + min</c> in 8 or 16 bits, or float16. Quantised ones are
/// given as float32. Source: the TensorFlow.js converter, <c>write_weights.py</c>, and <c>tfjs-core</c>,
/// <c>io_utils.ts</c>.
/// </remarks>
internal static class TensorFlowModel
{
    private const string Manifest = "weightsManifest";

    /// <summary>Reads every tensor, under the names and shapes of the file.</summary>
    /// <param name="path">The JSON file.</param>
    /// <returns>The tensors in the order of the manifest.</returns>
    /// <exception cref="InvalidDataException">The manifest is none, a shard is missing or of another length, or a
    /// tensor is of a kind that is not known; file and tensor are named.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<StoredTensor> Read(string path)
    {
        var tensors = Groups(path).SelectMany((group, index) => Group(path, group, Place(index))).ToArray();
        return tensors.CountBy(tensor => tensor.Name, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1)
            is { Key: { } twice } ? throw Malformed.In(path, twice, "one tensor of this name", "two") : tensors;
    }

    /// <summary>The shards, in their order.</summary>
    /// <param name="path">The JSON file.</param>
    /// <returns>Their paths.</returns>
    /// <exception cref="InvalidDataException">The manifest is none, or names something that is no file beside
    /// it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> ShardsOf(string path) =>
        [.. Groups(path).SelectMany((group, index) => Shards(path, group, Place(index)))];

    private static IReadOnlyList<JsonObject> Groups(string path)
    {
        PlainFile.Check(path);
        var json = JsonText.Parse(File.ReadAllText(path), path);
        var groups = json as JsonArray ?? (json as JsonObject)?[Manifest] as JsonArray;
        return groups is not null && groups.All(group => group is JsonObject)
            ? [.. groups.Cast<JsonObject>()]
            : throw Malformed.In(
                path, Manifest, "the weight manifest of a TensorFlow.js model, a list of objects", "something else");
    }

    private static string Place(int group) => FormattableString.Invariant($"{Manifest}[{group}]");

    private static IEnumerable<StoredTensor> Group(string path, JsonObject group, string place)
    {
        var bytes = Together(path, [.. Shards(path, group, place).Select(PlainFile.ReadAllBytes)], place);
        var entries = group["weights"] as JsonArray ?? throw Malformed.In(path, place, "a list 'weights'", "none");
        var position = 0L;
        foreach (var entry in entries)
        {
            var tensor = Entry.Read(
                path, entry as JsonObject ?? throw Malformed.In(path, place, "objects in 'weights'", "else"), place);
            if (position + tensor.ByteCount > bytes.Length)
            {
                throw Malformed.In(
                    path, tensor.Name, $"{position + tensor.ByteCount} bytes in the shards", $"{bytes.Length}");
            }

            yield return tensor.Numbers(bytes.AsMemory((int)position, (int)tensor.ByteCount));
            position += tensor.ByteCount;
        }

        if (position != bytes.Length)
        {
            throw Malformed.In(path, place, $"{position} bytes in the shards", $"{bytes.Length}");
        }
    }

    // A shard is a file beside the manifest: a name that leads elsewhere is refused.
    private static IEnumerable<string> Shards(string path, JsonObject group, string place)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var node in group["paths"] as JsonArray ?? throw Malformed.In(path, place, "a list 'paths'", "none"))
        {
            var name = Text(node) ?? throw Malformed.In(path, place, "names of files in 'paths'", "something else");
            yield return name is "" or "." or ".." || name.AsSpan().IndexOfAny('/', '\\', ':') >= 0
                ? throw Malformed.In(path, place, "the name of a file beside the manifest in 'paths'", $"'{name}'")
                : Path.Combine(folder, name);
        }
    }

    private static byte[] Together(string path, byte[][] shards, string place)
    {
        if (shards.Sum(shard => (long)shard.Length) > Array.MaxLength)
        {
            throw Malformed.In(path, place, "less than 2 GB of weights in a group", "more");
        }

        return shards is [var only] ? only : [.. shards.SelectMany(shard => shard)];
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A tensor as the manifest describes it.</summary>
    private sealed record Entry(string Path, string Name, long[] Shape, string Type, string? Quantized)
    {
        public double Scale { get; private init; }

        public double Lowest { get; private init; }

        public long ByteCount { get; private init; }

        public static Entry Read(string path, JsonObject node, string place)
        {
            var name = Text(node["name"]) ?? throw Malformed.In(path, place, "a 'name' of every tensor", "none");
            var shape = (node["shape"] as JsonArray)?.Select(side =>
                side is JsonValue value && value.TryGetValue<long>(out var length) ? length : -1).ToArray();
            var type = Text(node["dtype"]);
            if (shape is null || type is null)
            {
                throw Malformed.In(path, name, "'shape' and 'dtype'", "one of them missing");
            }

            var quantization = node["quantization"] is { } found
                ? found as JsonObject ?? throw Malformed.In(path, name, "an object 'quantization'", "something else")
                : null;
            var entry = new Entry(path, name, shape, type, quantization is null ? null : Text(quantization["dtype"]))
            {
                Scale = Number(quantization?["scale"]) ?? 1,
                Lowest = Number(quantization?["min"]) ?? 0,
            };
            if (quantization is not null && (entry.Quantized is not ("uint8" or "uint16" or "float16")
                || type != "float32" || !double.IsFinite(entry.Scale) || !double.IsFinite(entry.Lowest)))
            {
                throw Malformed.In(
                    path, name, "float32 quantised as uint8, uint16 or float16, with finite scale and min",
                    quantization.ToJsonString());
            }

            var size = (entry.Quantized ?? type) switch
            {
                "float32" or "int32" => 4,
                "uint16" or "float16" => 2,
                "uint8" or "bool" => 1,
                var other => throw Malformed.In(path, name, "float32, int32, uint8 or bool", $"'{other}'"),
            };
            return TensorShape.TryByteCount(shape, size, out var count)
                ? entry with { ByteCount = count }
                : throw Malformed.In(path, name, "a shape of lengths at least 0", TensorShape.Text(shape));
        }

        public StoredTensor Numbers(ReadOnlyMemory<byte> bytes)
        {
            if (Quantized is null)
            {
                var stored = Type switch
                {
                    "float32" => StoredType.F32,
                    "int32" => StoredType.I32,
                    _ => StoredType.U8,
                };
                return new StoredTensor(Name, stored, Shape, bytes.ToArray());
            }

            var numbers = new float[(int)(ByteCount / (Quantized == "uint8" ? 1 : 2))];
            for (var index = 0; index < numbers.Length; index++)
            {
                var two = Quantized == "uint8" ? default : bytes.Span.Slice(2 * index, 2);
                numbers[index] = Quantized switch
                {
                    "float16" => (float)BinaryPrimitives.ReadHalfLittleEndian(two),
                    "uint16" => (float)((BinaryPrimitives.ReadUInt16LittleEndian(two) * Scale) + Lowest),
                    _ => (float)((bytes.Span[index] * Scale) + Lowest),
                };
            }

            return new StoredTensor(Name, StoredType.F32, Shape, MemoryMarshal.AsBytes<float>(numbers).ToArray());
        }

        private static double? Number(JsonNode? node) =>
            node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
    }
}
