using System.Text.Json;

namespace NormFace.Weights;

/// <summary>
/// The JSON at the beginning of a safetensors file, read with the strictness of the official library.
/// </summary>
/// <remarks>
/// A header is an object: <c>__metadata__</c> may hold texts by name, every other key names a tensor with <c>dtype</c>,
/// <c>shape</c> and <c>data_offsets</c>. Source: the format description of the safetensors project.
/// </remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>Key of the texts.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Most bytes a header may have, as in the official library.</summary>
    public const int LargestByteCount = 100_000_000;

    /// <summary>Bytes before the header: its length.</summary>
    public const int LengthByteCount = sizeof(ulong);

    private readonly string file;

    private SafetensorsHeader(string file) => this.file = file;

    /// <summary>The texts by name; empty if the file has none.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The tensors, in the order of the header.</summary>
    public List<SafetensorsEntry> Entries { get; } = [];

    /// <summary>Reads a header.</summary>
    /// <param name="json">The bytes after the length.</param>
    /// <param name="file">Name of the file, for errors.</param>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string file)
    {
        var header = new SafetensorsHeader(file);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 3 });

        try
        {
            header.ReadAll(ref reader);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: a text is no UTF-8. FormatException: a number is no whole number.
            throw Malformed.At(
                file,
                LengthByteCount + reader.TokenStartIndex,
                "JSON as the safetensors format has it",
                error.Message.TrimEnd('.'),
                error);
        }

        return header;
    }

    private void ReadAll(ref Utf8JsonReader reader)
    {
        Next(ref reader, JsonTokenType.StartObject, "an object");
        var names = new HashSet<string>(StringComparer.Ordinal);

        while (NextName(ref reader, names) is { } name)
        {
            if (name == MetadataKey)
            {
                ReadMetadata(ref reader);
            }
            else
            {
                Entries.Add(ReadEntry(ref reader, name));
            }
        }

        if (reader.Read())
        {
            throw Wrong(ref reader, "nothing after the header's object");
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Next(ref reader, JsonTokenType.StartObject, "an object of texts");
        var names = new HashSet<string>(StringComparer.Ordinal);

        while (NextName(ref reader, names) is { } name)
        {
            Next(ref reader, JsonTokenType.String, $"a string as {MetadataKey} '{name}'");
            Metadata.Add(name, reader.GetString()!);
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        Next(ref reader, JsonTokenType.StartObject, $"an object describing tensor '{name}'");
        var fields = new HashSet<string>(StringComparer.Ordinal);
        StoredType type = default;
        long[] shape = [], offsets = [];

        while (NextName(ref reader, fields) is { } field)
        {
            switch (field)
            {
                case "dtype":
                    type = ReadType(ref reader, name);
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, name, field);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, name, field);
                    break;
                default:
                    throw Wrong(ref reader, $"dtype, shape or data_offsets of tensor '{name}'");
            }
        }

        if (fields.Count != 3 || offsets.Length != 2)
        {
            throw Wrong(ref reader, $"dtype, shape and two data_offsets of tensor '{name}' before this");
        }

        return new SafetensorsEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private StoredType ReadType(ref Utf8JsonReader reader, string name)
    {
        Next(ref reader, JsonTokenType.String, $"a string as dtype of tensor '{name}'");
        var text = reader.GetString();
        var known = Enum.GetNames<StoredType>();

        // Enum.TryParse alone would also take "3" and "F32, F64".
        return known.Contains(text, StringComparer.Ordinal)
            ? Enum.Parse<StoredType>(text!)
            : throw Wrong(ref reader, $"one of {string.Join(", ", known)} as dtype of tensor '{name}'");
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string name, string field)
    {
        Next(ref reader, JsonTokenType.StartArray, $"a list as {field} of tensor '{name}'");
        var numbers = new List<long>();

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
            {
                throw Wrong(ref reader, $"whole numbers of at least 0 in {field} of tensor '{name}'");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    // Names of properties until the object ends; each may come once.
    private string? NextName(ref Utf8JsonReader reader, HashSet<string> names)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var name = reader.GetString()!;
        return names.Add(name) ? name : throw Wrong(ref reader, "every key once");
    }

    private void Next(ref Utf8JsonReader reader, JsonTokenType type, string expected)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw Wrong(ref reader, expected);
        }
    }

    private InvalidDataException Wrong(ref Utf8JsonReader reader, string expected) =>
        Malformed.At(file, LengthByteCount + reader.TokenStartIndex, expected, Describe(ref reader));

    private static string Describe(ref Utf8JsonReader reader)
    {
        const int longestQuote = 60;
        var text = System.Text.Encoding.UTF8.GetString(
            reader.ValueSpan[..Math.Min(longestQuote, reader.ValueSpan.Length)]);
        return reader.TokenType switch
        {
            JsonTokenType.None => "nothing",
            JsonTokenType.String or JsonTokenType.PropertyName => $"'{text}'",
            _ => text,
        };
    }
}
