using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>Reads the keys of one object of a recipe, each with its range, and refuses keys that nobody asked for.</summary>
internal sealed class RecipeFields(JsonObject source, string path)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>Dotted key of the object.</summary>
    public string Path { get; } = path;

    public string Text(string key, string? fallback = null) =>
        Node(key) is not { } node ? fallback ?? throw Missing(key, "a text")
        : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
        : throw Wrong(key, "must be a text", node);

    public string OneOf(string key, IReadOnlyList<string> choices, string? fallback = null)
    {
        var text = Text(key, fallback);
        return choices.Contains(text)
            ? text
            : throw new RecipeException(Key(key), $"must be one of {string.Join(", ", choices)}, but was '{text}'.{Suggestion.For(text, choices)}");
    }

    public bool Switch(string key, bool fallback) =>
        Node(key) is not { } node ? fallback
        : node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.GetValue<bool>()
        : throw Wrong(key, "must be true or false", node);

    public double Number(string key, double lowest, double highest, double? fallback = null, bool isLowestAllowed = true)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"a number in {(isLowestAllowed ? '[' : '(')}{lowest}, {highest}]");
        if (Node(key) is not { } node)
        {
            return fallback ?? throw Missing(key, rule);
        }

        return node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<double>(out var value)
            && value <= highest && (isLowestAllowed ? value >= lowest : value > lowest)
            ? value
            : throw Wrong(key, $"must be {rule}", node);
    }

    public long Whole(string key, long lowest, long highest, long? fallback = null)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"a whole number in [{lowest}, {highest}]");
        if (Node(key) is not { } node)
        {
            return fallback ?? throw Missing(key, rule);
        }

        return node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<long>(out var value) && value >= lowest && value <= highest
            ? value
            : throw Wrong(key, $"must be {rule}", node);
    }

    public int Count(string key, int lowest, int highest, int? fallback = null) => (int)Whole(key, lowest, highest, fallback);

    public IReadOnlyList<long> Wholes(string key, int? count = null)
    {
        if (Node(key) is not { } node)
        {
            return [];
        }

        var values = node is JsonArray array && (count is null || array.Count == count)
            ? array.Select(item => item is JsonValue value && value.TryGetValue<long>(out var whole) ? whole : (long?)null).ToArray()
            : null;
        return values is not null && !values.Contains(null)
            ? [.. values.Select(value => value!.Value)]
            : throw Wrong(key, count is null ? "must be a list of whole numbers" : $"must be a list of {count} whole numbers", node);
    }

    /// <summary>The object under a key, or null where the key is absent.</summary>
    public RecipeFields? Section(string key) =>
        Node(key) is not { } node ? null
        : node is JsonObject section ? new RecipeFields(section, Key(key))
        : throw Wrong(key, "must be an object { ... }", node);

    /// <summary>The object under a key that must be there.</summary>
    public RecipeFields RequiredSection(string key) => Section(key) ?? throw Missing(key, "an object { ... }");

    /// <summary>The objects in the list under a key; one object counts as a list of one.</summary>
    public IReadOnlyList<RecipeFields> Sections(string key) => Node(key) switch
    {
        null => [],
        JsonObject one => [new RecipeFields(one, Key(key))],
        JsonArray many => [.. many.Select((item, index) => item is JsonObject section
            ? new RecipeFields(section, $"{Key(key)}.{index}")
            : throw new RecipeException($"{Key(key)}.{index}", "must be an object { ... }."))],
        { } other => throw Wrong(key, "must be an object or a list of objects", other),
    };

    /// <summary>The object under a key as it is written, for a reader of its own.</summary>
    public JsonObject? Raw(string key) =>
        Node(key) is not { } node ? null : node as JsonObject ?? throw Wrong(key, "must be an object { ... }", node);

    /// <summary>Whether the key is written.</summary>
    public bool Has(string key) => Node(key) is not null;

    /// <summary>Throws for the first key that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var (key, _) in source)
        {
            if (!known.Contains(key))
            {
                throw new RecipeException(
                    Key(key), $"is not a key of a recipe.{Suggestion.For(key, known)} Known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    public string Key(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private JsonNode? Node(string key)
    {
        known.Add(key);
        return source[key];
    }

    private RecipeException Missing(string key, string rule) => new(Key(key), $"must be given: {rule}.");

    private RecipeException Wrong(string key, string rule, JsonNode found)
    {
        const int longest = 60;
        var text = found.ToJsonString();
        return new RecipeException(Key(key), $"{rule}, but was {(text.Length > longest ? text[..longest] + " ..." : text)}.");
    }
}
