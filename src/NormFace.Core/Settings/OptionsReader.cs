using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace NormFace.Settings;

/// <summary>Reads one section.</summary>
internal sealed class OptionsReader(
    JsonObject section, string path, IReadOnlyList<string> ownKeys, SectionReader? reader = null)
{
    public object Read([DynamicallyAccessedMembers(SettingMembers.Kept)] Type type)
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
        if (!setting.IsOfLength(items))
        {
            throw Wrong(setting, node);
        }

        var read = Array.CreateInstance(element, items.Length);
        for (var index = 0; index < items.Length; index++)
        {
            var itemKey = node is JsonArray ? $"{key}.{index}" : key;
            var item = items[index] as JsonObject ?? throw new SettingException(
                itemKey, $"must be an object {{ ... }}, but was {Shortened(items[index])}.");
            read.SetValue(Nested(element, item, itemKey), index);
        }

        return read;
    }

    private object Nested(Type type, JsonObject nested, string key) =>
        reader?.Invoke(type, nested, key) ?? new OptionsReader(nested, key, [], reader).Read(OptionsType.Kept(type));

    private void RefuseUnknown(string[] known)
    {
        foreach (var (key, _) in section)
        {
            if (!known.Contains(key, StringComparer.Ordinal))
            {
                var all = string.Join(", ", known.Order(StringComparer.Ordinal));
                throw new SettingException(
                    KeyOf(key),
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
        catch (SettingException error)
        {
            throw new SettingException(KeyOf(error.Key), error.Reason);
        }
        catch (ArgumentException error)
        {
            throw new SettingException(path, $"is not possible: {error.Message}");
        }
    }

    private string KeyOf(Setting setting) => KeyOf(setting.Key);

    private string KeyOf(string key) => path.Length == 0 ? key : key.Length == 0 ? path : $"{path}.{key}";

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
