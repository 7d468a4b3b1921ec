using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace NormFace.Settings;

/// <summary>Writes options and their descriptions.</summary>
internal static class OptionsWriter
{
    public static JsonObject Write(object options)
    {
        var section = new JsonObject();
        foreach (var setting in OptionsType.SettingsOf(options))
        {
            if (Node(setting.ValueType, setting.Get(options)) is { } node)
            {
                section[setting.Key] = node;
            }
        }

        return section;
    }

    public static IEnumerable<SettingDescription> Describe(
        [DynamicallyAccessedMembers(OptionsSection.Members)] Type type, string prefix)
    {
        var defaults = OptionsType.Create(type);
        return Setting.Of(type).SelectMany(setting => Describe(type, setting, setting.Get(defaults), prefix));
    }

    private static IEnumerable<SettingDescription> Describe(Type owner, Setting setting, object? value, string prefix)
    {
        var key = prefix + setting.Key;
        var section = SettingValue.ElementOf(setting.ValueType) ?? setting.ValueType;
        return SettingValue.IsPlain(section) || section == typeof(JsonObject)
            ? [new SettingDescription(
                key,
                $"{owner.Name}.{setting.Name}",
                setting.Rule,
                setting.IsRequired ? null : Node(setting.ValueType, value),
                setting.IsRequired)]
            : Describe(OptionsType.Kept(section), key + ".");
    }

    private static JsonNode? Node(Type type, object? value) => value switch
    {
        null => null,
        JsonObject raw => raw.DeepClone(),
        _ when SettingValue.IsPlain(type) => SettingValue.Write(value),
        IEnumerable sections => new JsonArray([.. sections.Cast<object>().Select(Write)]),
        _ => Write(value),
    };
}
