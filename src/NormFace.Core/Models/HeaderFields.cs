using System.Text.Json.Nodes;
using NormFace.Settings;

namespace NormFace.Models;

/// <summary>Fields of a JSON object of a file, read by name; errors give the full name of the field.</summary>
internal sealed class HeaderFields
{
    private readonly JsonObject json;
    private readonly string file;
    private readonly string prefix;

    private HeaderFields(JsonObject json, string file, string prefix) =>
        (this.json, this.file, this.prefix) = (json, file, prefix);

    public static HeaderFields Parse(string text, string file) => new(JsonText.ParseObject(text, file), file, "");

    /// <summary>The fields of a section that states its format.</summary>
    /// <param name="json">The section.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <param name="name">Name of the section in that file.</param>
    /// <param name="currentVersion">Newest format that is read.</param>
    /// <returns>The fields, and the format.</returns>
    /// <exception cref="InvalidDataException">The format is missing or newer; file and field are named.</exception>
    public static (HeaderFields Fields, int Version) Section(
        JsonObject json, string file, string name, int currentVersion)
    {
        var fields = Parse(new JsonObject { [name] = json.DeepClone() }.ToJsonString(), file).Child(name);
        var version = fields.Integer("format", 1, int.MaxValue);
        return version <= currentVersion ? (fields, version) : throw fields.Wrong(
            "format", $"at most {currentVersion}", $"{version}, of a newer version of this program: update it");
    }

    public InvalidDataException Wrong(string name, string expected, string found) =>
        new($"{file}({prefix}{name}): expected {expected}, found {found}.");

    public HeaderFields Child(string name) => new(Object(name), file, $"{prefix}{name}.");

    /// <summary>Whether there is a field of a name.</summary>
    public bool Has(string name) => json[name] is not null;

    /// <summary>The objects of a list, each with its place in its name.</summary>
    public IReadOnlyList<HeaderFields> Children(string name)
    {
        var list = json[name] as JsonArray ?? throw Wrong(name, "a list of objects", Found(name));
        return
        [
            .. list.Select((item, index) => item is JsonObject child
                ? new HeaderFields(child, file, $"{prefix}{name}[{index}].")
                : throw Wrong(name, "a list of objects", Found(name))),
        ];
    }

    public JsonObject Object(string name) => ObjectOrNull(name) ?? throw Wrong(name, "an object", Found(name));

    public JsonObject? ObjectOrNull(string name) => json[name] switch
    {
        null => null,
        JsonObject value => value.DeepClone().AsObject(),
        _ => throw Wrong(name, "an object", Found(name)),
    };

    public JsonNode? NodeOrNull(string name) => json[name]?.DeepClone();

    public string Text(string name) => TextOrNull(name) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text
        : throw Wrong(name, "a string", Found(name));

    public string? TextOrNull(string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Wrong(name, "a string", Found(name)),
    };

    public IReadOnlyList<string> Texts(string name)
    {
        var list =
            json[name] is null ? [] : json[name] as JsonArray ?? throw Wrong(name, "a list of texts", Found(name));
        return
        [
            .. list.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : throw Wrong(name, "a list of texts", Found(name))),
        ];
    }

    public int Integer(string name, int lowest, int highest) =>
        json[name] is JsonValue value && value.TryGetValue<int>(out var number) && number >= lowest && number <= highest
            ? number
            : throw Wrong(name, FormattableString.Invariant($"a whole number in [{lowest}, {highest}]"), Found(name));

    public double Number(string name) =>
        json[name] is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number)
        ? number
        : throw Wrong(name, "a finite number", Found(name));

    /// <summary>The numbers of a list; null where the field is none.</summary>
    public IReadOnlyList<double>? NumbersOrNull(string name) => json[name] is not JsonArray list ? null :
    [
        .. list.Select(item => item is JsonValue value && value.TryGetValue<double>(out var number)
            && double.IsFinite(number)
                ? number
                : throw Wrong(name, "a list of finite numbers", Found(name))),
    ];

    /// <summary>The fields of other names, as they are.</summary>
    public JsonObject Except(IEnumerable<string> known)
    {
        var other = json.DeepClone().AsObject();
        foreach (var name in known)
        {
            other.Remove(name);
        }

        return other;
    }

    /// <summary>Turns what a check throws at wrong arguments into what a wrong file throws.</summary>
    public T Checking<T>(Func<T> check)
    {
        try
        {
            return check();
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{file}({prefix.TrimEnd('.')}): {error.Message}", error);
        }
    }

    private string Found(string name)
    {
        const int longestQuote = 60;
        var text = json.ContainsKey(name) ? json[name]?.ToJsonString() ?? "null" : "nothing";
        return text.Length <= longestQuote ? text : text[..longestQuote] + "…";
    }
}
