using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace NormFace.Settings;

/// <summary>Reads one section.</summary>
internal sealed class OptionsReader(JsonObject section, string path, IReadOnlyList<string> ownKeys)
{
    public object Read([DynamicallyAccessedMembers(OptionsSection.Members)] Type type)
    {
        var options = OptionsType.Create(type);
        var settings = Setting.Of(type);
        RefuseUnknown([.. settings.Select(setting => setting.Key), .. ownKeys]);

        foreach (var setting in settings)
        {
            if (section[setting.Key] is { } node)
            {
                setting.Set(options, Value(setting, node));
            }
            else if (setting.IsRequired)
            {
                throw new SettingException(KeyOf(setting), $"must be given: {setting.Rule}.");
            }
        }

        Validate(options);
        return options;
    }

    private object Value(Setting setting, JsonNode node)
    {
        var (type, key) = (setting.ValueType, KeyOf(setting));
        if (type == typeof(JsonObject))
        {
            return (node as JsonObject)?.DeepClone() ?? throw Wrong(setting, node);
        }

        if (SettingValue.IsPlain(type))
        {
            var value = SettingValue.Read(type, node);
            return value is not null && setting.IsInRange(value) ? value : throw Wrong(setting, node);
        }

        return SettingValue.ElementOf(type) is { } element
            ? Sections(setting, element, node)
            : node is JsonObject nested ? Nested(type, nested, key) : throw Wrong(setting, node);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Arrays of reference types share their code.")]
    private Array Sections(Setting setting, Type element, JsonNode node)
    {
        var key = KeyOf(setting);
        JsonNode?[] items = node is JsonArray array ? [.. array] : [node];
        var read = Array.CreateInstance(element, items.Length);
        for (var index = 0; index < items.Length; index++)
        {
            var itemKey = node is JsonArray ? $"{key}.{index}" : key;
            read.SetValue(
                items[index] is JsonObject item
                    ? Nested(element, item, itemKey)
                    : throw new SettingException(itemKey, $"must be an object {{ ... }}, but was {Shortened(items[index])}."),
                index);
        }

        return read;
    }

    private static object Nested(Type type, JsonObject section, string key) =>
        new OptionsReader(section, key, []).Read(OptionsType.Kept(type));

    private void RefuseUnknown(string[] known)
    {
        foreach (var (key, _) in section)
        {
            if (!known.Contains(key, StringComparer.Ordinal))
            {
                var all = string.Join(", ", known.Order(StringComparer.Ordinal));
                throw new SettingException(
                    path.Length == 0 ? key : $"{path}.{key}",
                    $"is not a known key.{Suggestion.For(key, known)} Known here: {all}.");
            }
        }
    }

    private void Validate(object options)
    {
        try
        {
            (options as IValidatedOptions)?.Validate();
        }
        catch (ArgumentException error)
        {
            throw new SettingException(path, $"is not possible: {error.Message}");
        }
    }

    private string KeyOf(Setting setting) => path.Length == 0 ? setting.Key : $"{path}.{setting.Key}";

    private SettingException Wrong(Setting setting, JsonNode found)
    {
        var suggestion = setting.ValueType.IsEnum && found is JsonValue value && value.TryGetValue<string>(out var text)
            ? Suggestion.For(text, SettingValue.Choices(setting.ValueType).Select(choice => choice.Name))
            : "";
        return new SettingException(KeyOf(setting), $"must be {setting.Rule}, but was {Shortened(found)}.{suggestion}");
    }

    private static string Shortened(JsonNode? found)
    {
        const int longest = 60;
        var text = found?.ToJsonString() ?? "null";
        return text.Length > longest ? text[..longest] + " ..." : text;
    }
}
