using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NormFace.Weights;

/// <summary>Where a written safetensors file puts what.</summary>
internal static class SafetensorsLayout
{
    private const int Alignment = 8;

    // Text stays as people read it: the default would write quotes and every foreign letter as numbers, for the sake of
    // web pages.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The order of the numbers: wide types first, so that every tensor is aligned to its type; then by name.
    /// </summary>
    /// <exception cref="ArgumentException">A name comes twice or is reserved.</exception>
    public static StoredTensor[] Ordered(IEnumerable<StoredTensor> tensors)
    {
        StoredTensor[] ordered =
        [
            .. tensors.OrderByDescending(tensor => tensor.Type.ByteSize()).ThenBy(
                tensor => tensor.Name, StringComparer.Ordinal),
        ];
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.MetadataKey };

        foreach (var tensor in ordered)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException(
                    $"tensors must have unique names other than {SafetensorsHeader.MetadataKey}, but one is "
                    + $"'{tensor.Name}' again.",
                    nameof(tensors));
            }
        }

        return ordered;
    }

    /// <summary>
    /// The JSON header, filled up with spaces so that the numbers begin at a multiple of eight bytes.
    /// </summary>
    /// <exception cref="ArgumentException">The header would be longer than readers accept.</exception>
    public static byte[] Header(IReadOnlyList<StoredTensor> ordered, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();

        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            WriteEntries(json, ordered);
            json.WriteEndObject();
        }

        var padding = (Alignment - (buffer.WrittenCount % Alignment)) % Alignment;
        byte[] header = [.. buffer.WrittenSpan, .. Enumerable.Repeat((byte)' ', padding)];
        return header.Length <= SafetensorsHeader.LargestByteCount
            ? header
            : throw new ArgumentException(
                $"metadata and names must fit into {SafetensorsHeader.LargestByteCount} bytes, but take "
                + $"{header.Length}.",
                nameof(metadata));
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null || metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, text) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
    }

    private static void WriteEntries(Utf8JsonWriter json, IReadOnlyList<StoredTensor> ordered)
    {
        var offset = 0L;

        foreach (var tensor in ordered)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.Type.ToString());
            WriteNumbers(json, "shape", tensor.Shape);
            WriteNumbers(json, "data_offsets", [offset, offset + tensor.Bytes.Length]);
            json.WriteEndObject();
            offset += tensor.Bytes.Length;
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
