using System.Text.Json;
using System.Text.Json.Nodes;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>A section whose <c>name</c> says which options it holds.</summary>
internal static class NamedSection
{
    public const string NameKey = "name";

    /// <summary>The name, one of those that are known.</summary>
    /// <exception cref="SettingException">It is missing or unknown.</exception>
    public static string NameOf(JsonObject section, string path, IReadOnlyList<string> known, string? fallback = null)
    {
        var (key, rule) = ($"{path}.{NameKey}", $"one of {string.Join(", ", known)}");
        if (section[NameKey] is not { } node)
        {
            return fallback ?? throw new SettingException(key, $"must be given: {rule}.");
        }

        var name = node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
        return known.Contains(name)
            ? name
            : throw new SettingException(key, $"must be {rule}, but was '{name}'.{Suggestion.For(name, known)}");
    }
}
