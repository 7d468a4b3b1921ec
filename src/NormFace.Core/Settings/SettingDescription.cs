using System.Reflection;
using System.Text.Json.Nodes;

namespace NormFace.Settings;

/// <summary>
/// What a setting accepts, as its property declares it: the source of checks, error messages and documentation.
/// </summary>
/// <param name="Key">Key in JSON; dotted for a setting of a nested section.</param>
/// <param name="Property">Property that holds it; its XML documentation says what it means.</param>
/// <param name="Rule">What a value must be, such as <c>a number in [0, 1)</c>.</param>
/// <param name="Default">
/// Value where the key is left out; null if that is nothing, or where the key must be given.
/// </param>
/// <param name="IsRequired">Whether the key must be given.</param>
public sealed record SettingDescription(
    string Key, PropertyInfo Property, string Rule, JsonNode? Default, bool IsRequired);
