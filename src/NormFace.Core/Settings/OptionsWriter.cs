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
        [DynamicallyAccessedMembers(SettingMembers.Kept)] Type type) => Describe(OptionsType.Create(type), "");

    private static IEnumerable<SettingDescription> Describe(object defaults, string prefix) =>
        OptionsType.SettingsOf(defaults).SelectMany(setting => Describe(setting, setting.Get(defaults), prefix));

    private static IEnumerable<SettingDescription> Describe(Setting setting, object? value, string prefix)
    {
        var key = prefix + setting.Key;
        var section = SettingValue.ElementOf(setting.ValueType) ?? setting.ValueType;
        var isPlain = SettingValue.IsPlain(section) || section == typeof(JsonObject);
        var own = new SettingDescription(
            key,
            setting.Property,
            setting.Rule,
            setting.IsRequired || !isPlain ? null : Node(setting.ValueType, value),
            setting.IsRequired);
        return isPlain || !OptionsType.IsOptions(section)
            ? [own]
            : Describe(value is null or IEnumerable ? OptionsType.Create(OptionsType.Kept(section)) : value, key + ".")
                .Prepend(own);
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
