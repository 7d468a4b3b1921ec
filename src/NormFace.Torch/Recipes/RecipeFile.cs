using System.Text.Json.Nodes;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>Reads recipes from JSON files, with changes from a command line.</summary>
public static class RecipeFile
{
    /// <summary>Reads and checks a recipe.</summary>
    /// <param name="path">The JSON file; comments and trailing commas are allowed.</param>
    /// <param name="changes">
    /// Changes as <c>dotted.key=value</c>; a value is parsed as JSON if possible, else taken as a string.
    /// </param>
    /// <param name="catalogue">What it may name; <see cref="RecipeCatalogue.Default"/> if null.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="SettingException">
    /// The file is not a JSON object, or the recipe breaks a rule; file and line or key are named.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Recipe Read(string path, IEnumerable<string>? changes = null, RecipeCatalogue? catalogue = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireFile(path);
        var source = Parse(File.ReadAllText(path), path);
        try
        {
            foreach (var change in changes ?? [])
            {
                Apply(source, change);
            }

            return Recipe.Read(source, Path.GetDirectoryName(Path.GetFullPath(path))!, catalogue);
        }
        catch (SettingException error)
        {
            throw new SettingException("", $"{path}: {error.Message}");
        }
    }

    /// <summary>Changes one value of a recipe.</summary>
    /// <param name="source">The recipe, changed in place.</param>
    /// <param name="change"><c>dotted.key=value</c>; the parts of a list are counted from 0.</param>
    /// <exception cref="SettingException">
    /// The change has no <c>=</c>, or its key leads through something that has no parts.
    /// </exception>
    public static void Apply(JsonObject source, string change)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(change);
        var equals = change.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new SettingException(
                "", $"A change must read key=value, such as schedule.rate=0.1, but was '{change}'.");
        }

        var (key, parts) = (change[..equals], change[..equals].Split('.'));
        JsonNode node = source;
        for (var index = 0; index < parts.Length - 1; index++)
        {
            node = Child(node, parts[index], key);
        }

        Put(node, parts[^1], Value(change[(equals + 1)..]), key);
    }

    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no recipe '{path}'{(Directory.Exists(path) ? ", but a folder of that name" : "")}. "
                + "Name a JSON file; docs/recipes.md starts with a minimal one.",
                path);
        }
    }

    private static JsonObject Parse(string text, string name)
    {
        try
        {
            return JsonText.ParseObject(text, name);
        }
        catch (InvalidDataException error)
        {
            throw new SettingException("", error.Message);
        }
    }

    private static JsonNode Child(JsonNode node, string part, string key)
    {
        switch (node)
        {
            case JsonObject parent when parent[part] is { } child:
                return child;
            case JsonObject parent:
                return parent[part] = new JsonObject();
            case JsonArray list when IsIndexOf(list, part, out var index) && list[index] is { } item:
                return item;
            default:
                throw new SettingException(key, $"contains '{part}', which does not exist.");
        }
    }

    private static void Put(JsonNode node, string part, JsonNode? value, string key)
    {
        switch (node)
        {
            case JsonObject parent:
                parent[part] = value;
                break;
            case JsonArray list when IsIndexOf(list, part, out var index):
                list[index] = value;
                break;
            default:
                throw new SettingException(key, $"ends in '{part}', which does not exist.");
        }
    }

    private static bool IsIndexOf(JsonArray list, string part, out int index) =>
        int.TryParse(part, out index) && index >= 0 && index < list.Count;

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonText.Parse(text, "value");
        }
        catch (InvalidDataException)
        {
            return JsonValue.Create(text);
        }
    }
}
