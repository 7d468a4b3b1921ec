using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NormFace.Settings;

/// <summary>One property of an options record, as JSON sees it.</summary>
internal sealed class Setting
{
    private readonly SettingRange range;
    private readonly SettingLength length;

    private Setting(PropertyInfo property)
    {
        Property = property;
        range = SettingRange.Of(property);
        length = SettingLength.Of(property);
        Key = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
            ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        IsRequired =
            property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(RequiredAttribute));
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
    }

    /// <summary>Key in JSON.</summary>
    public string Key { get; }

    /// <summary>The property.</summary>
    public PropertyInfo Property { get; }

    /// <summary>Name of the property.</summary>
    public string Name => Property.Name;

    /// <summary>Whether the property must be given.</summary>
    public bool IsRequired { get; }

    /// <summary>Type of a value that is given.</summary>
    public Type ValueType { get; }

    /// <summary>The settings of a type, in the order of declaration, those of a base type first.</summary>
    public static IReadOnlyList<Setting> Of([DynamicallyAccessedMembers(SettingMembers.Kept)] Type type) =>
    [
        .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(IsSetting)
            .OrderBy(property => Depth(property.DeclaringType!))
            // none where compiled ahead of time
            .ThenBy(property => property.HasMetadataToken() ? property.MetadataToken : 0)
            .Select(property => new Setting(property)),
    ];

    /// <summary>Description of valid values.</summary>
    public string Rule => SettingValue.Noun(ValueType, length) + range;

    /// <summary>The value of an options record.</summary>
    public object? Get(object options) => Property.GetValue(options);

    /// <summary>Sets the value of an options record that is being read, also where only an initializer may.</summary>
    public void Set(object options, object? value) => Property.SetValue(options, value);

    /// <summary>Whether a list has as many elements as it must.</summary>
    public bool IsOfLength(IEnumerable list) => length.Contains(list);

    /// <summary>Whether a value, or each value of a list, is in range, and the list of its length.</summary>
    public bool IsInRange(object? value) => (value is not IEnumerable list || IsOfLength(list)) && value switch
    {
        double or float or int or long => range.Contains(Convert.ToDouble(value, null)),
        IEnumerable<double> numbers => numbers.All(range.Contains),
        IEnumerable<long> numbers => numbers.All(number => range.Contains(number)),
        IEnumerable<int> numbers => numbers.All(number => range.Contains(number)),
        _ => true,
    };

    private static bool IsSetting(PropertyInfo property) =>
        property.SetMethod is not null && !property.IsDefined(typeof(JsonIgnoreAttribute))
        && (property.GetMethod!.IsPublic || property.IsDefined(typeof(JsonIncludeAttribute)));

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;
}
