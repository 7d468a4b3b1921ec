using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NormFace.Settings;

/// <summary>JSON as people write it: comments and trailing commas are allowed, and every key occurs once.</summary>
/// <remarks>Errors name the line, counted from 1; a missing comma is reported in the line that lacks it.</remarks>
public static class JsonText
{
    private const int LongestQuote = 60;

    private static readonly JsonReaderOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads a file that holds an object.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The object.</returns>
    /// <exception cref="InvalidDataException">The file holds something else; file and line are named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JsonObject ReadObject(string path) => ParseObject(File.ReadAllText(path), path);

    /// <summary>Parses an object.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Name of the file, for errors.</param>
    /// <returns>The object.</returns>
    /// <exception cref="InvalidDataException">The text is something else; name and line are given.</exception>
    public static JsonObject ParseObject(string text, string name) => Parse(text, name) switch
    {
        JsonObject json => json,
        var other => throw new InvalidDataException(
            $"{name}: expected a JSON object {{ ... }}, found {Shortened(other?.ToJsonString() ?? "null")}."),
    };

    /// <summary>Parses a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Name of the file, for errors.</param>
    /// <returns>The value; null for <c>null</c>.</returns>
    /// <exception cref="InvalidDataException">
    /// The text is not JSON, a key occurs twice, or a string holds half a surrogate pair; name and line are given.
    /// </exception>
    public static JsonNode? Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, Lenient);
        var end = 0L; // of the last token that could be read
        try
        {
            CheckKeysAndStrings(ref reader, ref end);
        }
        catch (JsonException error)
        {
            throw NotJson(name, bytes, end, error);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{name}({LineOf(bytes, reader.TokenStartIndex)}): expected JSON, found: {error.Message}"));
        }

        return JsonNode.Parse(bytes, documentOptions: new()
        {
            CommentHandling = Lenient.CommentHandling,
            AllowTrailingCommas = Lenient.AllowTrailingCommas,
        });
    }

    // Keys and strings are decoded lazily, so that a bad one would be found only where it is used.
    private static void CheckKeysAndStrings(ref Utf8JsonReader reader, ref long end)
    {
        Stack<HashSet<string>> keys = new();
        while (reader.Read())
        {
            end = reader.BytesConsumed;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    keys.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    keys.Pop();
                    break;
                case JsonTokenType.PropertyName when !keys.Peek().Add(reader.GetString()!):
                    throw new InvalidOperationException($"key '{Shortened(reader.GetString()!)}' a second time.");
                case JsonTokenType.String:
                    _ = reader.GetString();
                    break;
            }
        }
    }

    private static InvalidDataException NotJson(string name, byte[] bytes, long end, JsonException error)
    {
        var reason = error.Message;
        var position = reason.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        reason = position < 0 ? reason : reason[..position]; // lines are counted from 0 there
        var lacksComma = reason.Contains("is invalid after a value", StringComparison.Ordinal);
        var line = lacksComma ? LineOf(bytes, end) : (error.LineNumber ?? 0) + 1;
        var expected = lacksComma ? "JSON with ',' or a closing bracket after the value" : "JSON";
        return new InvalidDataException(FormattableString.Invariant(
            $"{name}({line}): expected {expected}, found: {reason}"));
    }

    private static long LineOf(byte[] bytes, long position) => bytes.AsSpan(0, (int)position).Count((byte)'\n') + 1;

    private static string Shortened(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + " ...";
}
