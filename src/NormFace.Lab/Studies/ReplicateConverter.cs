using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NormFace.Studies;

/// <summary>
/// Replicates as text: a row of rates in [0, 1] is a string of base 64, two bytes a rate, lowest byte first, in steps
/// of 1/65535. As decimal numbers they would take the larger part of a result file four times over.
/// </summary>
internal sealed class ReplicateConverter : JsonConverter<IReadOnlyList<IReadOnlyList<double>>>
{
    public override IReadOnlyList<IReadOnlyList<double>> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var rows = JsonSerializer.Deserialize<byte[][]>(ref reader, options)
            ?? throw new JsonException("replicates must be rows of base 64, but are null");
        return [.. rows.Select(Row)];
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<IReadOnlyList<double>> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var row in value)
        {
            var bytes = new byte[2 * row.Count];
            for (var place = 0; place < row.Count; place++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(
                    bytes.AsSpan(2 * place), (ushort)Math.Round(Math.Clamp(row[place], 0, 1) * ushort.MaxValue));
            }

            writer.WriteBase64StringValue(bytes);
        }

        writer.WriteEndArray();
    }

    private static double[] Row(byte[] bytes) => bytes is { Length: var length } && length % 2 == 0
        ? [.. Enumerable.Range(0, length / 2).Select(
            place => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * place)) / (double)ushort.MaxValue)]
        : throw new JsonException("a row of replicates must have two bytes a rate");
}
