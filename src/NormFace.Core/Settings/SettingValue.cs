using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NormFace.Settings;

/// <summary>
/// Values of settings to and from JSON: numbers, switches, strings, named choices and lists of numbers or strings.
/// </summary>
internal static class SettingValue
{
    /// <summary>Whether a type is read from one JSON value or list, and is not a section.</summary>
    public static bool IsPlain(Type type) => type.IsEnum || type == typeof(string) || type == typeof(bool)
        || IsNumber(type) || (ElementOf(type) is { } element && IsPlain(element));

    /// <summary>Type of the elements of a list, or null if it is not a list.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;

    /// <summary>What a value of a type is called; a list with its length.</summary>
    public static string Noun(Type type, SettingLength length = default) =>
        type.IsEnum ? "one of " + string.Join(", ", Choices(type).Select(choice => choice.Name))
        : type == typeof(bool) ? "true or false"
        : type == typeof(string) ? "a string"
        : IsWhole(type) ? "a whole number"
        : type == typeof(double) ? "a number"
        : ElementOf(type) is { } element ? $"a list{length}, each {Noun(element)}"
        : "an object { ... }";

    /// <summary>Names of an enumeration in JSON, with their values, in the order of declaration.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Fields of an enumeration are kept with it.")]
    public static IEnumerable<(string Name, object Value)> Choices(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (
            field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name),
            field.GetValue(null)!));

    /// <summary>Reads a value.</summary>
    /// <returns>The value, or null if the JSON is of another kind.</returns>
    public static object? Read(Type type, JsonNode node)
    {
        if (ElementOf(type) is { } element)
        {
            return node is JsonArray array ? ReadList(element, array) : null;
        }

        if (node is not JsonValue value)
        {
            return null;
        }

        return value.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False when type == typeof(bool) => value.GetValue<bool>(),
            JsonValueKind.String when type == typeof(string) => value.GetValue<string>(),
            JsonValueKind.String when type.IsEnum =>
                Choices(type).FirstOrDefault(choice => choice.Name == value.GetValue<string>()).Value,
            JsonValueKind.Number when type == typeof(int) => value.TryGetValue<int>(out var whole) ? whole : null,
            JsonValueKind.Number when type == typeof(long) => value.TryGetValue<long>(out var whole) ? whole : null,
            JsonValueKind.Number when type == typeof(double) =>
                // 1e999 reads as infinity
                value.TryGetValue<double>(out var real) && double.IsFinite(real) ? real : null,
            _ => null,
        };
    }

    /// <summary>Writes a value.</summary>
    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null, // JSON has no infinity: left out
        Enum choice => JsonValue.Create(
            Choices(choice.GetType()).First(candidate => candidate.Value.Equals(choice)).Name),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Write)]),
        _ => throw new ArgumentException($"A setting must be plain, but was {value.GetType().Name}.", nameof(value)),
    };

    private static bool IsNumber(Type type) => type == typeof(double) || IsWhole(type);

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long);

    private static object? ReadList(Type element, JsonArray array)
    {
        var values = array.Select(item => item is null ? null : Read(element, item)).ToArray();
        return values.Contains(null) ? null
            : element == typeof(long) ? values.Cast<long>().ToArray()
            : element == typeof(int) ? values.Cast<int>().ToArray()
            : element == typeof(double) ? values.Cast<double>().ToArray()
            : values.Cast<string>().ToArray();
    }
}
