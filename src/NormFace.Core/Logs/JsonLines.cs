using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NormFace.Storage;

namespace NormFace.Logs;

/// <summary>A log of one JSON object a line, which survives being killed at any moment.</summary>
/// <remarks>
/// A line is written in one piece and handed to the system at once. A last line torn by a kill is left out on reading
/// and cut off before the next append. NaN and infinities are written as <c>"NaN"</c>, <c>"Infinity"</c>,
/// <c>"-Infinity"</c>;
/// nulls are
/// left out; names begin with a small letter. One writer at a time.
/// </remarks>
public sealed class JsonLines
{
    private readonly JsonSerializerOptions options;

    /// <summary>Opens a log of objects whose shape is found out while the program runs.</summary>
    /// <param name="path">Path of the file; it need not exist.</param>
    [RequiresUnreferencedCode(
        "Shapes are found out by reflection: name them by a JsonSerializerContext in trimmed programs.")]
    [RequiresDynamicCode(
        "Shapes are found out by reflection: name them by a JsonSerializerContext in programs compiled ahead of time.")]
    public JsonLines(string path)
        : this(path, new DefaultJsonTypeInfoResolver())
    {
    }

    /// <summary>Opens a log of objects whose shape is known.</summary>
    /// <param name="path">Path of the file; it need not exist.</param>
    /// <param name="shapes">The shapes, such as a <see cref="JsonSerializerContext"/>.</param>
    public JsonLines(string path, IJsonTypeInfoResolver shapes)
    {
        Path = path;
        options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = shapes,
        };
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Adds a line.</summary>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="row">What to write; must become a JSON object.</param>
    /// <exception cref="ArgumentException"><paramref name="row"/> becomes something other than an object.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Append<T>(T row)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(row, Shape<T>());
        if (line[0] != (byte)'{')
        {
            throw new ArgumentException(
                $"row must become a JSON object, but a {typeof(T).Name} does not.", nameof(row));
        }

        using var file = new FileStream(
            Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var end = new LineReader(file, Path).EndOfWholeLines(IsObject);
        file.SetLength(end.Position);
        file.Position = end.Position;
        file.Write(end.LacksNewline ? [(byte)'\n', .. line, (byte)'\n'] : [.. line, (byte)'\n']);
    }

    /// <summary>Reads every line.</summary>
    /// <typeparam name="T">Type of the objects.</typeparam>
    /// <returns>
    /// The rows in their order; none if the file does not exist. Empty lines and a torn last line are left out.
    /// </returns>
    /// <exception cref="InvalidDataException">
    /// Another line is no such object; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<T> Read<T>()
    {
        List<T> rows = [];
        foreach (var line in Lines())
        {
            rows.Add(Parse(line, () => JsonSerializer.Deserialize(line.Bytes.Span, Shape<T>())!));
        }

        return rows;
    }

    /// <summary>Takes back what came after a step, so that a run resumed there does not log it twice.</summary>
    /// <param name="step">Last step to keep. Lines without a whole number called <c>step</c> are kept.</param>
    /// <remarks>The file is replaced as a whole: after a kill it is the old or the new one.</remarks>
    /// <exception cref="InvalidDataException">
    /// A line other than a torn last one is no JSON object; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public void TruncateAfter(long step)
    {
        if (!File.Exists(Path))
        {
            return;
        }

        AtomicFile.Write(Path, file => WriteUpTo(step, file));
    }

    private JsonTypeInfo<T> Shape<T>() => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private void WriteUpTo(long step, Stream file)
    {
        foreach (var line in Lines())
        {
            if (!Parse(line, () => IsAfter(line.Bytes, step)))
            {
                file.Write(line.Bytes.Span);
                file.WriteByte((byte)'\n');
            }
        }
    }

    private IEnumerable<LogLine> Lines()
    {
        if (!File.Exists(Path))
        {
            yield break;
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (var line in new LineReader(file, Path).Lines())
        {
            if (line.Bytes.Span.Trim(" \t\r"u8).IsEmpty || (!line.IsWhole && !IsObject(line.Bytes)))
            {
                continue;
            }

            yield return line;
        }
    }

    private static bool IsAfter(ReadOnlyMemory<byte> line, long step)
    {
        using var document = JsonDocument.Parse(line);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("not an object");
        }

        return document.RootElement.TryGetProperty("step", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number > step;
    }

    private static bool IsObject(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private T Parse<T>(LogLine line, Func<T> parse)
    {
        try
        {
            return parse() ?? throw new JsonException("null");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException(
                $"{Path}({line.Number}): expected a JSON object that fits, found {line.Excerpt}. Remove the line, or "
                + $"restore the file.",
                error);
        }
    }
}
