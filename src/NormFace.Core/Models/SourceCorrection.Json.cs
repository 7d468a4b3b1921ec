using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace NormFace.Models;

public sealed partial class SourceCorrection
{
    private const int MostDirections = 1024;

    private static readonly string[] Fields =
        ["format", "sources", "pictureCount", "featureSize", "directionCount", "values"];

    /// <summary>The correction as JSON: fields in a fixed order, numbers as float32 in base 64, little-endian, the
    /// mean first.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToJson() => new()
    {
        ["format"] = CurrentVersion,
        ["sources"] = new JsonArray([.. Sources.Select(source => JsonValue.Create(source))]),
        ["pictureCount"] = PictureCount,
        ["featureSize"] = Size,
        ["directionCount"] = DirectionCount,
        ["values"] = Convert.ToBase64String(Bytes([mean, .. directions])),
    };

    /// <summary>Reads a correction.</summary>
    /// <param name="json">As <see cref="ToJson"/> writes it.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <returns>The correction, checked.</returns>
    /// <exception cref="InvalidDataException">
    /// A field is missing, unknown or out of its range; it is named, as is the file.
    /// </exception>
    public static SourceCorrection Read(JsonObject json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        var (fields, _) = HeaderFields.Section(json, file, FieldName, CurrentVersion);

        if (fields.Except(Fields).Select(field => field.Key).FirstOrDefault() is { } unknown)
        {
            throw fields.Wrong(unknown, $"only the fields {string.Join(", ", Fields)}", "a further one");
        }

        var size = fields.Integer("featureSize", 1, ModelHeader.LargestFeatureSize);
        var count = fields.Integer("directionCount", 0, MostDirections);
        var text = fields.Text("values");
        var bytes = new byte[text.Length];
        var wanted = (long)(count + 1) * size * sizeof(float);
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length != wanted)
        {
            throw fields.Wrong("values", $"{wanted} bytes in base 64", "something else");
        }

        var rows = Enumerable.Range(0, count + 1)
            .Select(row => Enumerable.Range(row * size, size)
                .Select(index => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(index * sizeof(float))))
                .ToArray())
            .ToArray();
        return fields.Checking(() => new SourceCorrection(
            rows[0], rows[1..], fields.Texts("sources"), fields.Integer("pictureCount", 1, int.MaxValue)));
    }

    /// <summary>The correction in a model's header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <returns>The correction; null if there is none.</returns>
    /// <exception cref="InvalidDataException">It is broken, or of another feature size than the model.</exception>
    public static SourceCorrection? In(ModelHeader header, string file)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Further[FieldName] switch
        {
            null => null,
            JsonObject json when Read(json, file) is var correction => correction.Size == header.FeatureSize
                ? correction
                : throw new InvalidDataException(FormattableString.Invariant(
                    $"{file}({FieldName}.featureSize): expected {header.FeatureSize}, as the model's features have, ")
                    + FormattableString.Invariant($"found {correction.Size}.")),
            _ => throw new InvalidDataException($"{file}({FieldName}): expected an object."),
        };
    }

    private static byte[] Bytes(IReadOnlyList<float[]> rows)
    {
        var bytes = new byte[rows.Sum(row => row.Length) * sizeof(float)];
        var place = 0;
        foreach (var value in rows.SelectMany(row => row))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(place), value);
            place += sizeof(float);
        }

        return bytes;
    }
}
